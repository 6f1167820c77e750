package io.tollgate.core.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface ConfigResult {
    /** It is right. */
    record Accepted(GatewayConfig config) implements ConfigResult {}

    /** It is not, for all these reasons. */
    record Refused(List<Problem> problems) implements ConfigResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
