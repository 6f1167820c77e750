package io.tollgate.filter;

import io.tollgate.abi.state.Properties;
import io.tollgate.core.flow.Attributes;

/** Envoy's attributes of a stream, as texts. */
final class HostProperties implements Attributes {
    private final Properties properties;

    HostProperties(Properties properties) {
        this.properties = properties;
    }

    @Override
    public String text(String... path) {
        return properties.text(path).orElse("");
    }
}
