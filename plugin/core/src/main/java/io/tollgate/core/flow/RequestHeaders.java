package io.tollgate.core.flow;

import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.GatewayConfig.IncludeUsage;
import io.tollgate.core.config.RoutingConfig;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.request.BodyEdits;
import java.util.Optional;

/** What becomes of a request's headers. */
final class RequestHeaders {
    private RequestHeaders() {}

    /** Answers must come in a form that we can read: plain, or gzip where the client takes it. */
    static void prepare(Call call, GatewayConfig config, Outbox out) {
        Optional<String> accepts = call.head.headers().first("accept-encoding");
        Dialect dialect = call.endpoint().dialect();
        if (accepts.isEmpty() || dialect == Dialect.BEDROCK || dialect == Dialect.INVOKE) {
            return; // Amazon's requests may be signed with this header
        }
        boolean plain = writesUsage(call, config) || !accepts.get().contains("gzip");
        String wanted = plain ? "identity" : "gzip";
        if (!accepts.get().equals(wanted)) {
            out.add(new Effect.SetRequestHeader("accept-encoding", wanted));
        }
    }

    /** Whether {@code include_usage} may have to be written into the body. */
    static boolean writesUsage(Call call, GatewayConfig config) {
        return config.includeUsage() != IncludeUsage.OFF && call.endpoint().takesIncludeUsage();
    }

    /** Whether the body may have to be changed at all. */
    static boolean writesBody(Call call, GatewayConfig config) {
        return writesUsage(call, config)
                || (!config.routing().aliases().isEmpty() && call.endpoint().model().isEmpty());
    }

    /** -1 where the head does not say. */
    static long contentLength(RequestHead head) {
        String text = head.headers().first("content-length").orElse("");
        long value = text.isEmpty() || text.length() > 18 ? -1 : 0;
        for (int i = 0; value >= 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            value = c < '0' || c > '9' ? -1 : value * 10 + (c - '0');
        }
        return value;
    }

    /**
     * Headers that go on before the body is read announce the longest body that may follow; the
     * body is then filled up with blanks. A changed body with the old length would hang the
     * provider.
     */
    static long raiseLength(Call call, BodyPlan plan, GatewayConfig config, Outbox out) {
        long length = contentLength(call.head);
        if (plan.holdsHeaders()
                || length < 0
                || plan.move() == Move.GO
                || !writesBody(call, config)) {
            return -1;
        }
        long raised = length + BodyEdits.INCLUDE_USAGE_GROWTH + aliasGrowth(config.routing());
        out.add(new Effect.SetRequestHeader("content-length", Long.toString(raised)));
        return raised;
    }

    private static long aliasGrowth(RoutingConfig routing) {
        long growth = 0;
        for (RoutingConfig.Alias alias : routing.aliases()) {
            growth = Math.max(growth, 6L * alias.to().length());
        }
        return growth;
    }

    /** The body's model chooses the route, where the headers have waited for it. */
    static void route(Call call, BodyPlan plan, GatewayConfig config, Outbox out) {
        boolean early = call.endpoint().model().isPresent();
        if ((plan.holdsHeaders() || early) && !call.requestedModel.isEmpty()) {
            out.add(
                    new Effect.SetRequestHeader(
                            config.routing().modelHeader(), call.routedModel()));
            out.add(new Effect.ClearRouteCache());
        }
    }
}
