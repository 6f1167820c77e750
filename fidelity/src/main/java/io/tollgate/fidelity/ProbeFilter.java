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
        return plugin.play(phase, "CONTINUE");
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
