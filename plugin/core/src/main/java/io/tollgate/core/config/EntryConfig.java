package io.tollgate.core.config;

/**
 * One entry of a descriptor: a key and where its value comes from.
 *
 * @param argument the fixed value, or the header's name
 * @param fallback used where the request has no value; empty: then the limit does not apply
 */
public record EntryConfig(String key, Source source, String argument, String fallback) {

    /** Where a value comes from. */
    public enum Source {
        VALUE(""),
        HEADER(""),
        MODEL("model"),
        REQUESTED_MODEL("requestedModel"),
        PROVIDER("provider"),
        OPERATION("operation"),
        CONSUMER("consumer"),
        PRODUCT("product"),
        ROUTE("route"),
        CLUSTER("cluster"),
        CLIENT_IP("clientIp"),
        AUTHORITY("authority"),
        PATH("path");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** The word in the configuration, empty for the two that have a field of their own. */
        public String word() {
            return word;
        }

        static Source of(String word) {
            for (Source source : values()) {
                if (!source.word.isEmpty() && source.word.equals(word)) {
                    return source;
                }
            }
            return VALUE;
        }
    }
}
