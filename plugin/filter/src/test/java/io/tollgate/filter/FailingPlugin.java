package io.tollgate.filter;

import io.tollgate.abi.Body;
import io.tollgate.abi.BodyAction;
import io.tollgate.abi.Completion;
import io.tollgate.abi.ConfigurationException;
import io.tollgate.abi.ErrorAction;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.ProxyWasm;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.ResponseHead;
import io.tollgate.abi.StreamSummary;

/** The gateway, but a request may name the event that fails in its stream. */
final class FailingPlugin implements Plugin {
    static final String EVENT = "x-fails-at";

    private final TollgatePlugin plugin = new TollgatePlugin();

    /** What a module of it runs when it is loaded. */
    public static void main(String[] args) {
        ProxyWasm.register(FailingPlugin::new);
    }

    @Override
    public void configure(PluginSetup setup) throws ConfigurationException {
        plugin.configure(setup);
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        return new FailingFilter(plugin.newHttpFilter(stream));
    }

    @Override
    public Completion onShutdown() {
        return plugin.onShutdown();
    }

    private static final class FailingFilter implements HttpFilter {
        private final HttpFilter filter;
        private String event = "";

        FailingFilter(HttpFilter filter) {
            this.filter = filter;
        }

        private void fail(String at) {
            if (event.equals(at)) {
                throw new IllegalStateException("made to fail");
            }
        }

        @Override
        public HeadersAction onRequestHeaders(RequestHead head) {
            event = head.headers().first(EVENT).orElse("");
            fail("request headers");
            return filter.onRequestHeaders(head);
        }

        @Override
        public BodyAction onRequestBody(Body body) {
            fail("request body");
            return filter.onRequestBody(body);
        }

        @Override
        public HeadersAction onResponseHeaders(ResponseHead head) {
            fail("response headers");
            return filter.onResponseHeaders(head);
        }

        @Override
        public BodyAction onResponseBody(Body body) {
            fail("response body");
            return filter.onResponseBody(body);
        }

        @Override
        public void onLog(StreamSummary summary) {
            filter.onLog(summary);
        }

        @Override
        public ErrorAction onError(String callback, Throwable error) {
            return filter.onError(callback, error);
        }
    }
}
