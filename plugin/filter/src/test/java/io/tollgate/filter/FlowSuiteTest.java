package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.reports;
import static io.tollgate.filter.Gateways.setup;
import static io.tollgate.filter.Gateways.team;
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
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What HTTP itself brings: trailers, versions, no body, time-outs, and clients that leave. */
class FlowSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String PATH = "/v1/chat/completions";
    private static final String SHOWN = delta("a") + finish();
    private static final Answer STREAM = Answer.events(SHOWN, usageEvent() + event("[DONE]"));
    private static final String TOTAL = "\"total\":480";

    private static Gateway start(Host host, String config, Answer answer) {
        return host.start(setup(config).upstream(answer).build());
    }

    private static Request chunked(String path, String body) {
        return Request.of("POST", path)
                .header("content-type: application/json")
                .then(Step.chunk(body));
    }

    @HostTest
    void readsARequestThatEndsWithTrailers(Host host) {
        Request trailing = Request.json(PATH, CHAT).then(Step.trailers("x-sum: 1")).overHttp2();
        try (Gateway gateway = start(host, "{}", Answer.json(CHAT_ANSWER))) {
            Exchange exchange = gateway.send(trailing).hasStatus(200).hasBody(CHAT_ANSWER);
            exchange.upstreamGotBody(CHAT).upstreamGotHeader("x-ai-eg-model", "gpt-4o");
            reports(exchange, "\"model\":\"gpt-4o\"", TOTAL);
        }
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        try (Gateway gateway = host.start(limited(team(0), service).build())) {
            gateway.send(trailing.header("x-team: a")).hasStatus(429).upstreamSawNothing();
        }
    }

    @HostTest
    void refusesTrailersBehindABodyThatItTookOver(Host host) {
        Request unsized = chunked("/v1/messages", CHAT).then(Step.trailers("x-sum: 1")).overHttp2();
        try (Gateway gateway = start(host, "{}", Answer.json(CHAT_ANSWER))) {
            Exchange exchange = gateway.send(unsized).hasStatus(400).upstreamSawNothing();
            assertTrue(exchange.body().startsWith("{\"type\":\"error\""), exchange.body());
            reports(exchange, "\"ended\":\"denied\",\"deniedBy\":\"body\"");
        }
    }

    @HostTest
    void speaksHttp2AsItSpeaksHttp1(Host host) {
        try (Gateway gateway = start(host, "{}", STREAM)) {
            for (Request request :
                    new Request[] {Request.json(PATH, CHAT_STREAM), chunked(PATH, CHAT_STREAM)}) {
                Exchange exchange = gateway.send(request.overHttp2()).hasStatus(200);
                exchange.hasBody(SHOWN + event("[DONE]"));
                reports(exchange, TOTAL, "\"status\":\"complete\"");
            }
        }
    }

    @HostTest
    void lingersForNoClientThatWaitsForItsContinue(Host host) {
        try (Gateway gateway = start(host, "{}", STREAM)) {
            Request expecting = Request.json(PATH, CHAT_STREAM).header("expect: 100-continue");
            Exchange exchange = gateway.send(expecting).hasStatus(200);
            exchange.hasBody(SHOWN + event("[DONE]"));
            reports(exchange, TOTAL, "\"status\":\"complete\"");
        }
    }

    @HostTest
    void passesARequestWithoutABodyOn(Host host) {
        try (Gateway gateway = start(host, "{}", Answer.json(CHAT_ANSWER))) {
            Request bare = Request.of("POST", PATH).header("content-length: 0");
            reports(gateway.send(bare).hasStatus(200), TOTAL, "\"status\":\"complete\"");
        }
    }

    @HostTest
    void saysEnvoysOwnRefusalsInTheCallersDialect(Host host) {
        String large = CHAT.replace("hi", "hi ".repeat(3000));
        try (Gateway gateway =
                host.start(setup("{}").bufferLimit(1024).upstream(Answer.json("{}")).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/messages", large)).hasStatus(413);
            exchange.hasHeader("content-type", "application/json").upstreamSawNothing();
            assertTrue(exchange.body().contains("\"request_too_large\""), exchange.body());
        }
        Request hasty = Request.json(PATH, CHAT).patience(Duration.ofSeconds(40));
        try (Gateway gateway = start(host, "{}", Answer.never())) {
            Exchange exchange = gateway.send(hasty).hasStatus(504);
            exchange.hasHeader("content-type", "application/json");
            assertTrue(exchange.body().startsWith("{\"error\":{\"message\""), exchange.body());
            reports(exchange, "\"total\":0", "\"ended\":\"timeout\"");
        }
    }

    @HostTest
    void countsWhatAClientGotThatLeavesInTheMiddle(Host host) {
        Answer untold = Answer.events(delta("one two three")).then(Step.silence());
        try (Gateway gateway = start(host, "{}", untold)) {
            Exchange exchange = gateway.send(Request.json(PATH, CHAT_STREAM));
            reports(exchange, "\"output\":3,", "\"status\":\"estimated\",\"ended\":\"disconnect\"");
        }
        String begun =
                event(
                        "{\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"usage\":"
                                + "{\"input_tokens\":10,\"cache_read_input_tokens\":5,\"output_tokens\":1}}}");
        try (Gateway gateway = start(host, "{}", Answer.events(begun).then(Step.silence()))) {
            Exchange exchange = gateway.send(Request.json("/v1/messages", CHAT_STREAM));
            reports(
                    exchange,
                    "\"input\":15,\"cachedInput\":5,",
                    "\"output\":1,",
                    "\"status\":\"partial\",\"ended\":\"disconnect\"");
        }
    }

    @HostTest
    void showsTheChunkWhereItOnlyAsksAndAsksNothingWhereItIsOff(Host host) {
        String all = SHOWN + usageEvent() + event("[DONE]");
        String asking = "{\"stream_options\":{\"include_usage\":true}," + CHAT_STREAM.substring(1);
        for (String mode : new String[] {"ask", "off"}) {
            String config = "{\"usage\":{\"includeUsage\":\"" + mode + "\"}}";
            try (Gateway gateway = start(host, config, STREAM)) {
                Exchange exchange = gateway.send(Request.json(PATH, CHAT_STREAM)).hasBody(all);
                exchange.upstreamGotBody(mode.equals("ask") ? asking : CHAT_STREAM);
                reports(exchange, TOTAL, "\"status\":\"complete\"");
            }
        }
    }
}
