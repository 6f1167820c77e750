package io.tollgate.core.config;

import java.util.List;

/**
 * Who may call.
 *
 * @param header read first; empty: only the usual carriers
 * @param forward keys are left in the request
 * @param consumerHeader identity from this header, set by another filter; empty: none
 * @param consumerProperty identity from this property's path; empty: none
 */
public record AuthConfig(
        boolean required,
        List<KeyConfig> keys,
        String header,
        boolean forward,
        String consumerHeader,
        List<String> consumerProperty) {

    public AuthConfig {
        keys = List.copyOf(keys);
        consumerProperty = List.copyOf(consumerProperty);
    }

    /**
     * One key.
     *
     * @param sha256 lower-case hex
     * @param product empty: any model, any operation
     * @param expiresSeconds since the epoch; {@link Long#MAX_VALUE}: never
     */
    public record KeyConfig(String sha256, String consumer, String product, long expiresSeconds) {}
}
