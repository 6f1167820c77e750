package io.tollgate.testkit;

import io.tollgate.abi.Body;
import io.tollgate.abi.BodyAction;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.ResponseHead;
import io.tollgate.abi.state.Counter;

/** Counts requests, marks answers, holds bodies until they are whole. */
final class EchoPlugin implements Plugin {
    private Counter requests;

    @Override
    public void configure(PluginSetup setup) {
        requests = setup.metrics().counter("echo.requests");
        setup.log().info("configured");
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        return new HttpFilter() {
            @Override
            public HeadersAction onRequestHeaders(RequestHead head) {
                requests.increment(1);
                return HeadersAction.CONTINUE;
            }

            @Override
            public BodyAction onRequestBody(Body body) {
                return body.endOfStream() ? BodyAction.CONTINUE : BodyAction.PAUSE_AND_BUFFER;
            }

            @Override
            public HeadersAction onResponseHeaders(ResponseHead head) {
                head.headers().set("x-echo", "yes");
                return HeadersAction.CONTINUE;
            }
        };
    }
}
