package io.tollgate.core.flow;

import io.tollgate.core.report.Ended;

/**
 * What the host tells of a stream when it logs it.
 *
 * @param status response code, 0 when there was none
 * @param details Envoy's response code details, empty when unknown
 * @param flags Envoy's response flags as a bit set
 * @param connected an upstream was connected
 * @param attempts how often the upstream was tried
 * @param durationMs from the first byte of the request to the end
 */
public record StreamEnd(
        int status, String details, long flags, boolean connected, int attempts, long durationMs) {
    private static final long UPSTREAM_TIMEOUT = 1L << 2;
    private static final long DOWNSTREAM_GONE = 1L << 14;
    private static final long DOWNSTREAM_RESET = 1L << 28;
    private static final long IDLE_TIMEOUT = 1L << 16;
    private static final long MAX_DURATION = 1L << 19;

    /** The provider's answer, and nothing that Envoy has to say about it. */
    private boolean plain() {
        return flags == 0 && details.equals("via_upstream");
    }

    /** Over HTTP/1.1 the connection goes, over HTTP/2 the stream is reset. */
    boolean clientGone() {
        return (flags & (DOWNSTREAM_GONE | DOWNSTREAM_RESET)) != 0
                || details.startsWith("downstream")
                || details.startsWith("http2.remote_re")
                || details.startsWith("http3.remote_re");
    }

    boolean timedOut() {
        return (flags & (UPSTREAM_TIMEOUT | IDLE_TIMEOUT | MAX_DURATION)) != 0
                || details.contains("timeout")
                || details.contains("max_duration");
    }

    boolean redirected() {
        return details.startsWith("internal_redirect");
    }

    /** An answer of Envoy itself or of another filter, not of the provider. */
    boolean localReply() {
        return !details.isEmpty() && !details.startsWith("via_upstream") && !answerWasCut();
    }

    private boolean answerWasCut() {
        return details.startsWith("upstream_reset_after_response_started") || clientGone();
    }

    /** Pure: how the stream ended, from what was seen of it and what the host says. */
    Ended classify(Seen seen) {
        if (seen.denied()) {
            return Ended.DENIED;
        }
        if (plain()) {
            return seen.answerEnded() ? answered(seen) : failed(seen);
        }
        if (redirected()) {
            return Ended.REDIRECT;
        }
        if (clientGone()) {
            return seen.wentOn() ? Ended.DISCONNECT : Ended.NOT_STARTED;
        }
        if (timedOut()) {
            return Ended.TIMEOUT;
        }
        return seen.answerEnded() && !localReply() ? answered(seen) : failed(seen);
    }

    private Ended answered(Seen seen) {
        return status >= 400 || seen.errorEvent() ? Ended.UPSTREAM_ERROR : Ended.COMPLETE;
    }

    private Ended failed(Seen seen) {
        if (seen.answerStarted() && !localReply()) {
            return Ended.RESET;
        }
        return status >= 500 ? Ended.UPSTREAM_ERROR : Ended.NOT_STARTED;
    }

    /**
     * What the flow saw of the stream.
     *
     * @param denied we answered ourselves
     * @param wentOn the request left this filter whole
     * @param answerStarted response headers of the provider came
     * @param answerEnded the end of the response came
     * @param errorEvent the answer carried an error event
     */
    record Seen(
            boolean denied,
            boolean wentOn,
            boolean answerStarted,
            boolean answerEnded,
            boolean errorEvent) {}
}
