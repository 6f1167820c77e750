package io.tollgate.filter;

import io.tollgate.abi.Body;
import io.tollgate.abi.BodyAction;
import io.tollgate.abi.ErrorAction;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.MutableHeaders;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.ResponseHead;
import io.tollgate.abi.StreamSummary;
import io.tollgate.abi.TrailersAction;
import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.core.flow.Exchange;
import io.tollgate.core.flow.LookResult;
import io.tollgate.core.flow.Move;
import io.tollgate.core.flow.Passage;
import io.tollgate.core.flow.Step;

/** One stream: hands Envoy's events to the flow and carries out what comes back. */
final class TollgateFilter implements HttpFilter {
    private final TollgatePlugin plugin;
    private final HttpStream stream;
    private final Exchange exchange;
    private final RequestBody body;
    private final EffectRunner runner;
    private boolean over;

    TollgateFilter(TollgatePlugin plugin, HttpStream stream) {
        this.plugin = plugin;
        this.stream = stream;
        exchange = plugin.gateway().open(new HostProperties(stream.properties()));
        body = new RequestBody(stream.requestBody());
        runner = new EffectRunner(plugin, stream, body, this::onLook);
    }

    @Override
    public HeadersAction onRequestHeaders(RequestHead head) {
        Step step =
                exchange.onRequestHeaders(
                        io.tollgate.core.http.RequestHead.of(new HostHeaders(head.headers())),
                        head.endOfStream(),
                        plugin.nowNanos());
        runner.run(step.effects());
        if (step.move() == Move.HOLD) {
            plugin.held().add(this);
        }
        return switch (step.move()) {
            case GO -> HeadersAction.CONTINUE;
            case HOLD -> HeadersAction.PAUSE;
            default -> HeadersAction.PAUSE_ALL_AND_WATERMARK;
        };
    }

    @Override
    public BodyAction onRequestBody(Body host) {
        plugin.held().saw(this);
        boolean end = host.endOfStream();
        Step step = exchange.onRequestBody(new HostBytes(body.next()), end, plugin.nowNanos());
        boolean takes = exchange.takesBody();
        if (takes) {
            body.take(end);
        } else {
            body.leave(step.move() == Move.KEEP);
        }
        runner.run(step.effects());
        return action(step.move(), takes, end);
    }

    private static BodyAction action(Move move, boolean takes, boolean end) {
        if (move == Move.GO) {
            return BodyAction.CONTINUE;
        }
        if (takes) {
            return end ? BodyAction.PAUSE_AND_WATERMARK : BodyAction.PAUSE_WITHOUT_BUFFER;
        }
        return BodyAction.PAUSE_AND_BUFFER;
    }

    @Override
    public TrailersAction onRequestTrailers(MutableHeaders trailers) {
        Step step = exchange.onRequestTrailers(plugin.nowNanos());
        runner.run(step.effects());
        return step.move() == Move.GO ? TrailersAction.CONTINUE : TrailersAction.PAUSE;
    }

    private void onLook(GrpcResult result) {
        LookResult look = Looks.result(result);
        runner.run(
                over
                        ? exchange.onLateLook(look, plugin.nowNanos())
                        : exchange.onLook(look, plugin.nowNanos()).effects());
    }

    /**
     * Bytes of the body have come, by Envoy's own count, but none was shown to us. The size of the
     * headers is no attribute before Envoy 1.37.
     */
    boolean bodyIsHidden() {
        long all = stream.properties().number("request", "total_size").orElse(0);
        return all > stream.requestHeaders().byteSize();
    }

    void onHoldBroken() {
        runner.run(exchange.onHoldBroken(plugin.nowNanos()).effects());
    }

    @Override
    public HeadersAction onResponseHeaders(ResponseHead head) {
        Step step = exchange.onResponseHeaders(new HostHeaders(head.headers()), head.endOfStream());
        runner.run(step.effects());
        return HeadersAction.CONTINUE;
    }

    @Override
    public BodyAction onResponseBody(Body host) {
        HostBytes piece = new HostBytes(host.block());
        long now = exchange.timesAnswer() ? plugin.nowNanos() : 0;
        Passage passage = exchange.onResponseBody(piece, host.endOfStream(), now);
        piece.free();
        if (passage.replaced()) {
            host.replaceAll(passage.bytes());
        }
        return BodyAction.CONTINUE;
    }

    @Override
    public TrailersAction onResponseTrailers(MutableHeaders trailers) {
        runner.run(exchange.onResponseTrailers().effects());
        return TrailersAction.CONTINUE;
    }

    @Override
    public void onLog(StreamSummary summary) {
        over = true;
        plugin.held().remove(this);
        long now = plugin.nowNanos();
        runner.run(exchange.onLog(StreamEnds.read(summary.properties(), exchange, now), now));
    }

    @Override
    public ErrorAction onError(String callback, Throwable error) {
        runner.run(exchange.onPanic());
        return plugin.gateway().config().denyOnPanic()
                ? ErrorAction.REPLY_500
                : ErrorAction.CONTINUE;
    }
}
