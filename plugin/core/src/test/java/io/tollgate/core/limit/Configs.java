package io.tollgate.core.limit;

import io.tollgate.core.config.ConfigReader;
import io.tollgate.core.config.ConfigResult;
import io.tollgate.core.config.GatewayConfig;
import java.nio.charset.StandardCharsets;

/** Configurations for tests, with single quotes for double ones. */
final class Configs {
    private Configs() {}

    static GatewayConfig of(String json) {
        ConfigResult result =
                ConfigReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        if (result instanceof ConfigResult.Accepted accepted) {
            return accepted.config();
        }
        throw new AssertionError(result.toString());
    }

    /** Limits in a list, with a service. */
    static GatewayConfig limits(String limits) {
        return of("{'rateLimit': {'cluster': 'c', 'week': true}, 'limits': [" + limits + "]}");
    }
}
