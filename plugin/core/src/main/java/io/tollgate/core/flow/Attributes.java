package io.tollgate.core.flow;

/** What the host can be asked about a stream at once. */
public interface Attributes {
    /**
     * A text at a path of Envoy's attributes, such as {@code xds, route_name}; empty where there is
     * none.
     */
    String text(String... path);
}
