package io.tollgate.abi.callout;

import io.tollgate.abi.Block;
import io.tollgate.abi.Headers;

/** What an HTTP call came to. */
public sealed interface HttpResult {
    /** An answer of any status. Headers, body and trailers live until the callback ends. */
    record Response(Headers headers, Block body, Headers trailers) implements HttpResult {
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

    /**
     * No answer. {@code sent} is false if the request surely never left this host (unknown cluster,
     * no authority).
     */
    record Failure(String message, boolean sent) implements HttpResult {}
}
