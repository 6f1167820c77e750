package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.setup;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.ResponseHead;
import io.tollgate.abi.StreamSummary;
import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.PlainHost;
import io.tollgate.testkit.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error of our own in the middle of a stream. */
class PanicTest {
    /** The gateway, but for one event of each stream, which fails behind it. */
    private static final class Failing implements Plugin {
        private final TollgatePlugin plugin = new TollgatePlugin();
        private final String event;

        Failing(String event) {
            this.event = event;
        }

        @Override
        public void configure(PluginSetup setup) throws ConfigurationException {
            plugin.configure(setup);
        }

        @Override
        public HttpFilter newHttpFilter(HttpStream stream) {
            return new FailingFilter(plugin.newHttpFilter(stream), event);
        }

        @Override
        public Completion onShutdown() {
            return plugin.onShutdown();
        }
    }

    private record FailingFilter(HttpFilter filter, String event) implements HttpFilter {
        private void fail(String at) {
            if (event.equals(at)) {
                throw new IllegalStateException("made to fail");
            }
        }

        @Override
        public HeadersAction onRequestHeaders(RequestHead head) {
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

    private static Gateway start(String event, String onPanic) {
        return start(event, onPanic, "");
    }

    private static Gateway start(String event, String onPanic, String more) {
        return PlainHost.of(() -> new Failing(event))
                .start(
                        setup("{\"onPanic\":\"" + onPanic + "\"" + more + "}")
                                .upstream(Answer.json(CHAT_ANSWER))
                                .cluster("rls", Cluster.refusing())
                                .build());
    }

    @ParameterizedTest
    @CsvSource({"request headers", "request body", "response headers", "response body"})
    void aStreamGoesOnUnreadWhereSoConfigured(String event) {
        try (Gateway gateway = start(event, "continue")) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT));
            exchange.hasStatus(200).hasBody(CHAT_ANSWER).upstreamGotBody(CHAT);
            assertTrue(gateway.metric("wasmcustom.tollgate.panics") >= 1, exchange.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "request headers, /v1/chat/completions, {\"error\":{\"message\"",
        "request body, /v1/chat/completions, {\"error\":{\"message\"",
        "request body, /v1/messages, '{\"type\":\"error\",\"error\":{\"type\":\"api_error\"'"
    })
    void aRequestIsAnsweredInItsDialectWhereSoConfigured(String event, String path, String begin) {
        try (Gateway gateway = start(event, "deny")) {
            Exchange exchange = gateway.send(Request.json(path, CHAT)).hasStatus(500);
            exchange.upstreamSawNothing().hasHeader("content-type", "application/json");
            assertTrue(exchange.body().startsWith(begin), exchange.body());
            assertEquals(1, gateway.metric("wasmcustom.tollgate.panics"));
        }
    }

    @ParameterizedTest
    @CsvSource({"response headers", "response body"})
    void anAnswerThatCannotBeReadIsNotShownWhereSoConfigured(String event) {
        try (Gateway gateway = start(event, "deny")) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT));
            assertTrue(!exchange.body().equals(CHAT_ANSWER), exchange.toString());
            assertEquals(1, gateway.metric("wasmcustom.tollgate.panics"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "request body, continue, 200",
        "response headers, continue, 200",
        "response body, continue, 200",
        "request body, deny, 500"
    })
    void aStreamThatFailedKeepsNoPlace(String event, String onPanic, int status) {
        String one =
                ",\"rateLimit\":{\"cluster\":\"rls\"},\"limits\":[{\"name\":\"one\",\"count\":\"concurrent\","
                        + "\"quota\":{\"amount\":1},\"descriptor\":[{\"key\":\"k\",\"value\":\"v\"}]}]";
        try (Gateway gateway = start(event, onPanic, one)) {
            for (int i = 0; i < 3; i++) {
                gateway.send(Request.json("/v1/chat/completions", CHAT)).hasStatus(status);
            }
        }
    }
}
