package io.tollgate.core.flow;

import io.tollgate.core.limit.Subject;

/** What limits are chosen by. */
final class Subjects {
    private Subjects() {}

    static Subject of(Call call, Attributes attributes) {
        return new Subject(
                call.head,
                call.caller,
                call.endpoint().provider(),
                call.endpoint().operation().wireName(),
                call.requestedModel,
                call.model,
                attributes.text("xds", "route_name"),
                attributes.text("xds", "cluster_name"),
                attributes.text("source", "address"));
    }
}
