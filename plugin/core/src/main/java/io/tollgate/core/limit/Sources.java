package io.tollgate.core.limit;

import io.tollgate.core.auth.Digests;
import io.tollgate.core.config.EntryConfig;
import io.tollgate.core.config.EntryConfig.Source;
import io.tollgate.core.endpoint.Endpoints;
import java.nio.charset.StandardCharsets;

/** Finds the values of descriptor entries. */
final class Sources {
    private static final int LONGEST = 256;

    private Sources() {}

    static boolean needsModel(EntryConfig entry) {
        return entry.source() == Source.MODEL || entry.source() == Source.REQUESTED_MODEL;
    }

    /**
     * The value to send; empty where there is none and no default. Long ones become a digest, so
     * that keys stay small.
     */
    static String value(EntryConfig entry, Subject subject) {
        String found = raw(entry, subject);
        String value = found.isEmpty() ? entry.fallback() : found;
        return bounded(value);
    }

    /** Itself, or its digest where it is longer than a key should be, in bytes. */
    static String bounded(String value) {
        boolean small = 3 * value.length() <= LONGEST;
        return small || value.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                ? value
                : "sha256:" + Digests.sha256Hex(value);
    }

    private static String raw(EntryConfig entry, Subject subject) {
        return switch (entry.source()) {
            case VALUE -> entry.argument();
            case HEADER -> subject.headers().first(entry.argument()).orElse("");
            case MODEL -> subject.model();
            case REQUESTED_MODEL -> subject.requestedModel();
            case PROVIDER -> subject.provider();
            case OPERATION -> subject.operation();
            case CONSUMER -> subject.caller().consumer();
            case PRODUCT -> subject.caller().product();
            case ROUTE -> subject.route();
            case CLUSTER -> subject.cluster();
            case CLIENT_IP -> withoutPort(subject.clientAddress());
            case AUTHORITY -> Endpoints.authority(subject.head());
            case PATH -> Endpoints.path(subject.head());
        };
    }

    static String withoutPort(String address) {
        if (address.startsWith("[")) {
            int close = address.indexOf(']');
            return close < 0 ? address : address.substring(1, close);
        }
        int colon = address.indexOf(':');
        boolean one = colon >= 0 && address.indexOf(':', colon + 1) < 0;
        return one ? address.substring(0, colon) : address;
    }
}
