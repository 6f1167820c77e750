package io.tollgate.json;

/** One of the words true, false and null, byte by byte. */
final class WordReader {
    private String word = "";
    private int at;

    /** Begins with the first byte of one of them; the kind of value that it is. */
    int open(byte first) {
        word = first == 't' ? "true" : first == 'f' ? "false" : "null";
        at = 1;
        return kind();
    }

    /** Takes the byte if the word goes on with it. */
    boolean accept(byte b) {
        return b == word.charAt(at++);
    }

    boolean complete() {
        return at == word.length();
    }

    int kind() {
        char first = word.charAt(0);
        return first == 't'
                ? JsonListener.TRUE
                : first == 'f' ? JsonListener.FALSE : JsonListener.NULL;
    }
}
