package io.tollgate.core.endpoint;

import java.util.Optional;

/**
 * The API that a request speaks.
 *
 * @param model the model, where the path names it
 * @param streams whether the path alone asks for a stream
 * @param path the path as it is compared: decoded, slashes merged, without the query
 */
public record Endpoint(
        String provider,
        Dialect dialect,
        Operation operation,
        Optional<String> model,
        boolean streams,
        String path) {

    /** Whether {@code stream_options.include_usage} may be written into its bodies. */
    public boolean takesIncludeUsage() {
        return dialect.asksForUsage()
                && (operation == Operation.CHAT || operation == Operation.COMPLETIONS);
    }
}
