package io.tollgate.fidelity;

import io.tollgate.abi.Body;
import io.tollgate.abi.BodyAction;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.MutableHeaders;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.ResponseHead;
import io.tollgate.abi.StreamSummary;
import io.tollgate.abi.TrailersAction;
import io.tollgate.abi.callout.GrpcCall;
import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.abi.callout.HttpResult;

/**
 * Plays the script's lines of each callback. The lines of {@code callout} run when a callout of the
 * bindings has ended.
 */
final class ProbeFilter implements HttpFilter {
    private final ProbePlugin plugin;
    private final HttpStream stream;

    ProbeFilter(ProbePlugin plugin, HttpStream stream) {
        this.plugin = plugin;
        this.stream = stream;
    }

    private String play(String phase) {
        if (plugin.wantsCallout(phase)) {
            GrpcCall call = GrpcCall.to(plugin.calloutTarget()).method("test.Service", "Call");
            stream.callouts()
                    .send(call.message(new byte[] {10, 1, 65}).timeoutMillis(1000), this::ended);
        }
        plugin.streamTarget(phase).ifPresent(this::open);
        plugin.httpCallout(phase).ifPresent(call -> stream.callouts().send(call, this::httpEnded));
        return plugin.play(phase, "CONTINUE");
    }

    private void open(String target) {
        GrpcCall call =
                GrpcCall.to(target).method("test.Service", "Talk").metadata("x-test-m", "1");
        stream.callouts().open(call, new ProbeListener(plugin));
    }

    /** What came, without what depends on the clock. */
    private void httpEnded(HttpResult result) {
        if (result instanceof HttpResult.Response answer) {
            StringBuilder text = new StringBuilder("callout answered: ").append(answer.status());
            text.append(ProbeListener.shown(answer.headers()));
            text.append(" '").append(answer.body().text()).append('\'');
            text.append(ProbeListener.shown(answer.trailers()));
            plugin.log(text.toString());
        } else if (result instanceof HttpResult.Failure) {
            plugin.log("callout failed");
        }
        plugin.play(stream.isOpen() ? "callout" : "callout_late", "CONTINUE");
    }

    private void ended(GrpcResult result) {
        if (result instanceof GrpcResult.Message message) {
            plugin.log("callout ended: message of " + message.bytes().length());
        } else if (result instanceof GrpcResult.Failure failure) {
            plugin.log("callout ended: " + failure.status());
        }
        if (stream.isOpen()) {
            plugin.play("callout", "CONTINUE");
        } else {
            plugin.play("callout_late", "CONTINUE");
        }
    }

    @Override
    public HeadersAction onRequestHeaders(RequestHead head) {
        return ProbePlugin.headers(play("request_headers"));
    }

    @Override
    public BodyAction onRequestBody(Body body) {
        return ProbePlugin.body(play(body.endOfStream() ? "request_end" : "request_body"));
    }

    @Override
    public TrailersAction onRequestTrailers(MutableHeaders trailers) {
        return ProbePlugin.trailers(play("request_trailers"));
    }

    @Override
    public HeadersAction onResponseHeaders(ResponseHead head) {
        return ProbePlugin.headers(play("response_headers"));
    }

    @Override
    public BodyAction onResponseBody(Body body) {
        return ProbePlugin.body(play(body.endOfStream() ? "response_end" : "response_body"));
    }

    @Override
    public TrailersAction onResponseTrailers(MutableHeaders trailers) {
        return ProbePlugin.trailers(play("response_trailers"));
    }

    @Override
    public void onLog(StreamSummary summary) {
        play("log");
    }
}
