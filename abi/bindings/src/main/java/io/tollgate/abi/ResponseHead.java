package io.tollgate.abi;

/** The response's headers have come. */
public record ResponseHead(MutableHeaders headers, boolean endOfStream) {
    /** The status code; 0 if there is none. */
    public int status() {
        String text = headers.first(":status").orElse("");
        int result = 0;
        for (int i = 0; i < text.length(); i++) {
            result = 10 * result + text.charAt(i) - '0';
        }
        return result;
    }
}
