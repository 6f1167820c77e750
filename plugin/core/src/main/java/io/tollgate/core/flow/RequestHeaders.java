package io.tollgate.core.flow;

import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.config.GatewayConfig.IncludeUsage;
import io.tollgate.core.config.RoutingConfig;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.endpoint.Operation;
import io.tollgate.core.http.Ascii;
import io.tollgate.core.http.Coding;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.request.BodyEdits;
import java.util.Optional;

/** What becomes of a request's headers. */
final class RequestHeaders {
    private static final String MULTIPART = "multipart/";

    private RequestHeaders() {}

    /** Answers must come in a form that we can read: plain, or gzip where the client takes it. */
    static void prepare(Call call, GatewayConfig config, Outbox out) {
        Optional<String> accepts = call.head.headers().first("accept-encoding");
        Dialect dialect = call.endpoint().dialect();
        if (accepts.isEmpty()
                || signed(call)
                || dialect == Dialect.BEDROCK
                || dialect == Dialect.INVOKE) {
            return; // Amazon's requests may be signed with this header
        }
        boolean plain = writesUsage(call, config) || !takesGzip(accepts.get());
        String wanted = plain ? "identity" : "gzip";
        if (!accepts.get().equals(wanted)) {
            out.add(new Effect.SetRequestHeader("accept-encoding", wanted));
        }
    }

    /** Whether a client takes gzip: a weight of 0 says that it does not. */
    static boolean takesGzip(String accepts) {
        String text = Ascii.lower(accepts);
        int from = text.indexOf("gzip");
        int comma = text.indexOf(',', Math.max(from, 0));
        int end = comma < 0 ? text.length() : comma;
        int weight = text.indexOf("q=", Math.max(from, 0));
        if (from < 0 || weight < 0 || weight > end) {
            return from >= 0;
        }
        for (int i = weight + 2; i < end; i++) {
            if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code include_usage} may have to be written into the body. */
    static boolean writesUsage(Call call, GatewayConfig config) {
        return config.includeUsage() != IncludeUsage.OFF
                && call.endpoint().takesIncludeUsage()
                && !signed(call);
    }

    /** Amazon's signature covers the body: not a byte of it may change. */
    static boolean signed(Call call) {
        return call.head.headers().first("authorization").orElse("").startsWith("AWS4-");
    }

    static boolean gzip(Call call) {
        return Coding.of(call.head.headers()) == Coding.GZIP;
    }

    /** Uploads of sounds and images; anywhere else only JSON is taken, whatever it calls itself. */
    static boolean form(Call call) {
        Operation operation = call.endpoint().operation();
        return (operation == Operation.IMAGES || operation == Operation.AUDIO)
                && call.head
                        .headers()
                        .first("content-type")
                        .orElse("")
                        .regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
    }

    /**
     * Whether the body may be written into. A compressed one is sent plain then, which its headers
     * must still be able to say.
     */
    static boolean editable(Call call, BodyPlan plan) {
        return !signed(call) && (plan.holdsHeaders() || !gzip(call));
    }

    /** Whether the provider can be asked for another model, once the body has named one. */
    static boolean renames(Call call, BodyPlan plan) {
        return plan.holdsHeaders() && editable(call, plan) && call.endpoint().model().isEmpty();
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
                || !editable(call, plan)
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

    /**
     * The body's model chooses the route, where the headers have waited for it. Envoy chooses anew
     * after every change of a header.
     */
    static void route(Call call, BodyPlan plan, GatewayConfig config, Outbox out) {
        boolean early = call.endpoint().model().isPresent();
        if ((plan.holdsHeaders() || early) && !call.requestedModel.isEmpty()) {
            out.add(
                    new Effect.SetRequestHeader(
                            config.routing().modelHeader(), call.routedModel()));
        }
    }
}
