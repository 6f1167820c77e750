package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.setup;
import static io.tollgate.filter.Gateways.usageEvent;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read and reported, on every host. */
class ReadingSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static void reports(Exchange exchange, String... parts) {
        String report = exchange.filterState(Gateways.REPORT).orElse("");
        for (String part : parts) {
            assertTrue(report.contains(part), part + " in " + report + "\n" + exchange);
        }
    }

    @HostTest
    void countsAnAnswerAndChangesNoByteOfIt(Host host) {
        try (Gateway gateway = host.start(setup("{}").upstream(Answer.json(CHAT_ANSWER)).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT));
            exchange.hasStatus(200).hasBody(CHAT_ANSWER).upstreamGotBody(CHAT);
            exchange.upstreamGotHeader("x-ai-eg-model", "gpt-4o");
            reports(
                    exchange,
                    "\"provider\":\"openai\",\"operation\":\"chat\",\"model\":\"gpt-4o\"",
                    "\"input\":300,",
                    "\"output\":180,",
                    "\"total\":480,\"providerTotal\":480,",
                    "\"status\":\"complete\",\"ended\":\"complete\"");
        }
    }

    @HostTest
    void asksForUsageInAStreamAndHidesTheChunkThatNobodyElseAskedFor(Host host) {
        String shown = delta("a") + delta("b") + finish();
        Answer answer = Answer.events(shown, usageEvent() + event("[DONE]"));
        try (Gateway gateway = host.start(setup("{}").upstream(answer).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT_STREAM));
            exchange.hasStatus(200).hasBody(shown + event("[DONE]"));
            exchange.upstreamGotBody(
                    "{\"stream_options\":{\"include_usage\":true}," + CHAT_STREAM.substring(1));
            reports(exchange, "\"stream\":true", "\"total\":480", "\"status\":\"complete\"");
        }
    }

    @HostTest
    void showsTheChunkToAClientThatAskedForIt(Host host) {
        String all = delta("a") + finish() + usageEvent() + event("[DONE]");
        String asked = "{\"stream_options\":{\"include_usage\":true}," + CHAT_STREAM.substring(1);
        try (Gateway gateway = host.start(setup("{}").upstream(Answer.events(all)).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", asked));
            exchange.hasBody(all).upstreamGotBody(asked);
            reports(exchange, "\"total\":480", "\"status\":\"complete\"");
        }
    }

    @HostTest
    void estimatesWhatWasProducedWhenNobodyTells(Host host) {
        String all = delta("one two three four five six seven") + finish() + event("[DONE]");
        try (Gateway gateway = host.start(setup("{}").upstream(Answer.events(all)).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT_STREAM));
            exchange.hasBody(all);
            reports(
                    exchange,
                    "\"input\":8,",
                    "\"output\":7,",
                    "\"status\":\"estimated\",\"ended\":\"complete\"");
        }
    }

    @HostTest
    void countsWhatWasProducedWhenTheUpstreamBreaksOff(Host host) {
        Answer answer = Answer.events(delta("one two three")).then(Step.reset());
        try (Gateway gateway = host.start(setup("{}").upstream(answer).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT_STREAM));
            reports(exchange, "\"output\":3,", "\"status\":\"estimated\",\"ended\":\"reset\"");
        }
    }

    @HostTest
    void removesARoutingHeaderThatTheClientSent(Host host) {
        try (Gateway gateway =
                host.start(
                        setup("{\"unmatched\":\"allow\"}").upstream(Answer.json("{}")).build())) {
            gateway.send(Request.json("/elsewhere", "{}").header("x-ai-eg-model: cheap"))
                    .hasStatus(200)
                    .upstreamGotNoHeader("x-ai-eg-model");
            gateway.send(Request.json("/v1/chat/completions", CHAT).header("x-ai-eg-model: cheap"))
                    .upstreamGotHeader("x-ai-eg-model", "gpt-4o");
        }
    }

    @HostTest
    void refusesWhatNoDialectReadsWhereConfiguredSo(Host host) {
        try (Gateway gateway =
                host.start(setup("{\"unmatched\":\"deny\"}").upstream(Answer.json("{}")).build())) {
            gateway.send(Request.json("/elsewhere", "{}")).hasStatus(404).upstreamSawNothing();
        }
    }

    @HostTest
    void writesTheModelBehindAnAliasIntoTheBody(Host host) {
        String config = "{\"routing\":{\"aliases\":{\"gpt-*\":\"mini-*\"}}}";
        try (Gateway gateway =
                host.start(setup(config).upstream(Answer.json(CHAT_ANSWER)).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT));
            exchange.upstreamGotBody(CHAT.replace("gpt-4o", "mini-4o"));
            exchange.upstreamGotHeader("x-ai-eg-model", "gpt-4o");
            reports(exchange, "\"model\":\"mini-4o\",\"requestedModel\":\"gpt-4o\"");
        }
    }

    @HostTest
    void takesABodyAboveEnvoysBufferWhole(Host host) {
        String large = CHAT.replace("hi", "hi ".repeat(100_000));
        try (Gateway gateway =
                host.start(
                        setup("{}")
                                .bufferLimit(32 * 1024)
                                .upstream(Answer.json(CHAT_ANSWER))
                                .build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", large));
            exchange.hasStatus(200).upstreamGotBody(large);
            reports(exchange, "\"total\":480");
        }
    }

    @HostTest
    void chargesAnthropicsCacheOnce(Host host) {
        String stream =
                "event: message_start\n"
                        + event(
                                "{\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"usage\":{\"input_tokens\":10,"
                                        + "\"cache_read_input_tokens\":5,\"output_tokens\":1}}}")
                        + event(
                                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")
                        + event(
                                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                                        + "\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":5,\"output_tokens\":7}}")
                        + event("{\"type\":\"message_stop\"}");
        String body = "{\"model\":\"claude\",\"stream\":true,\"max_tokens\":9,\"messages\":[]}";
        try (Gateway gateway = host.start(setup("{}").upstream(Answer.events(stream)).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/messages", body));
            exchange.hasBody(stream).upstreamGotBody(body);
            reports(
                    exchange,
                    "\"input\":15,\"cachedInput\":5,",
                    "\"output\":7,",
                    "\"status\":\"complete\"");
        }
    }
}
