package io.tollgate.core.flow;

import io.tollgate.core.config.EntryConfig.Source;
import io.tollgate.core.limit.LimitBook;
import io.tollgate.core.limit.Subject;

/** What limits are chosen by. */
final class Subjects {
    private Subjects() {}

    static Subject of(Call call, LimitBook limits, Attributes attributes) {
        return new Subject(
                call.head,
                call.caller,
                call.endpoint().provider(),
                call.endpoint().operation().wireName(),
                call.requestedModel,
                call.model,
                asked(limits, Source.ROUTE, attributes, "xds", "route_name"),
                asked(limits, Source.CLUSTER, attributes, "xds", "cluster_name"),
                asked(limits, Source.CLIENT_IP, attributes, "source", "address"));
    }

    /** Each attribute is a host call. */
    private static String asked(
            LimitBook limits, Source source, Attributes attributes, String... path) {
        return limits.uses(source) ? attributes.text(path) : "";
    }
}
