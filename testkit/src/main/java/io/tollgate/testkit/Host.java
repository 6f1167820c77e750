package io.tollgate.testkit;

/** Where a filter runs. */
public interface Host {
    /** Short name for test reports: {@code jvm}, {@code module}, {@code envoy}. */
    String name();

    /** Whether time is virtual: then long windows and exact delays can be tested. */
    boolean virtualTime();

    /** Starts the filter with this configuration. */
    Gateway start(Setup setup);
}
