package io.tollgate.core.flow;

import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.headers.UpstreamHeaders;
import io.tollgate.core.http.Header;
import io.tollgate.core.http.Headers;
import io.tollgate.core.refusal.Reason;
import io.tollgate.core.refusal.Refusal;

/** What becomes of an answer's headers. */
final class AnswerHeaders {
    private AnswerHeaders() {}

    /** Our figures under their usual names; the provider's own of these names are kept apart. */
    static void show(
            Headers headers, Call call, Admission admission, GatewayConfig config, Outbox out) {
        for (UpstreamHeaders.Rename rename : UpstreamHeaders.renames(headers, config.headers())) {
            out.add(new Effect.RemoveResponseHeader(rename.from()));
            out.add(new Effect.SetResponseHeader(rename.to(), rename.value()));
        }
        for (Header header : admission.headers(call.endpoint().provider())) {
            out.add(new Effect.SetResponseHeader(header.name(), header.value()));
        }
    }

    /** The words for a reply of Envoy itself. */
    static Refusal envoys(int status, String details) {
        Reason reason = Reason.of(status);
        String text =
                switch (reason) {
                    case TOO_LARGE -> "The request body is larger than this proxy takes.";
                    case TIMEOUT -> "The provider did not answer in time.";
                    case UNAVAILABLE, BAD_GATEWAY -> "The provider could not be reached.";
                    case NOT_FOUND -> "No route is configured for this request.";
                    case REQUESTS -> "Too many requests.";
                    default -> "The proxy answered with status " + status + ".";
                };
        return Refusal.of(reason, details.isEmpty() ? text : text + " (" + details + ")", "");
    }
}
