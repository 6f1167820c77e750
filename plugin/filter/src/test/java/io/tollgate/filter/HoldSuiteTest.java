package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.charged;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.reports;
import static io.tollgate.filter.Gateways.team;
import static io.tollgate.filter.Gateways.usageEvent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Clusters;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Setup;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests that wait at their headers: for looks, for bodies, and where Envoy does not let them.
 */
class HoldSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String SHOWN = delta("a") + finish();
    private static final Answer STREAM = Answer.events(SHOWN, usageEvent() + event("[DONE]"));
    private static final String ASKING = "{\"stream_options\":{\"include_usage\":true},";
    private static final String LARGE = CHAT_STREAM.replace("hi", "hi ".repeat(8_000));

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static Request post(String body) {
        return Request.json("/v1/chat/completions", body).header("x-team: a");
    }

    private static String edited(String body) {
        return ASKING + body.substring(1);
    }

    /** What the provider gets ends with blanks where the length was announced before. */
    private static String sent(Exchange exchange) {
        return exchange.upstream().map(HttpMessage::text).orElse("nothing").stripTrailing();
    }

    @HostTest
    void chargesALargeStreamWhoseBodyEndsBeforeTheFirstLookIsAnswered(Host host) {
        RateLimitModel service = service();
        Setup setup = limited(team(1_000_000), service).upstream(STREAM).build();
        try (Gateway gateway = host.start(setup)) {
            Exchange exchange = gateway.send(post(LARGE));
            exchange.hasStatus(200).hasBody(SHOWN + event("[DONE]")).upstreamGotBody(edited(LARGE));
            reports(exchange, "\"total\":480", "\"status\":\"complete\"");
            assertEquals(480, charged(service));
            assertEquals(0, gateway.metric("wasmcustom.tollgate.panics"));
        }
    }

    @HostTest
    void chargesAStreamOfUnknownLength(Host host) {
        RateLimitModel service = service();
        Request chunked =
                Request.of("POST", "/v1/chat/completions")
                        .header("content-type: application/json")
                        .header("x-team: a")
                        .then(Step.chunk(LARGE.substring(0, 9)))
                        .then(Step.chunk(LARGE.substring(9)));
        Setup setup = limited(team(1_000_000), service).upstream(STREAM).build();
        try (Gateway gateway = host.start(setup)) {
            gateway.send(chunked).hasStatus(200).upstreamGotBody(edited(LARGE));
            assertEquals(480, charged(service));
        }
    }

    @HostTest
    void refusesWhatTheFirstLookRefusesThoughTheBodyHasEnded(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = host.start(limited(team(0), service).upstream(STREAM).build())) {
            gateway.send(post(LARGE)).hasStatus(429).upstreamSawNothing();
            assertEquals(0, charged(service));
        }
    }

    private static Setup.Builder withoutFlag(String config) {
        return Setup.config(config).watchFilterState(Gateways.REPORT).upstream(STREAM);
    }

    @HostTest
    void writesIntoAStreamThatEnvoyWouldNotHold(Host host) {
        for (String body : new String[] {CHAT_STREAM, LARGE}) {
            try (Gateway gateway = host.start(withoutFlag("{}").build())) {
                Exchange first = gateway.send(Request.json("/v1/chat/completions", body));
                first.hasStatus(200).hasBody(SHOWN + event("[DONE]"));
                assertEquals(edited(body), sent(first));
                reports(first, "\"total\":480", "\"status\":\"complete\"");
                Exchange next = gateway.send(Request.json("/v1/chat/completions", body));
                assertEquals(edited(body), sent(next));
                assertEquals(1, gateway.metric("wasmcustom.tollgate.hold_unavailable"));
                assertEquals(1, errors(gateway), gateway.logs().toString());
            }
        }
    }

    private static long errors(Gateway gateway) {
        return gateway.logs().stream()
                .filter(line -> line.text().contains("allow_on_headers_stop_iteration"))
                .count();
    }

    @HostTest
    void countsEveryStreamThatIsHeldInVainAndTellsTheFirst(Host host) {
        try (Gateway gateway = host.start(withoutFlag("{\"hold\":true}").build())) {
            for (int i = 0; i < 3; i++) {
                Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT_STREAM));
                exchange.hasStatus(200);
                reports(exchange, "\"total\":480", "\"status\":\"complete\"");
            }
            assertEquals(3, gateway.metric("wasmcustom.tollgate.hold_unavailable"));
            assertEquals(1, errors(gateway), gateway.logs().toString());
        }
    }

    @HostTest
    void writesAnAliasWhereEnvoyWouldNotHold(Host host) {
        String config = "{\"routing\":{\"aliases\":{\"gpt-4o\":\"a-much-longer-name\"}}}";
        Cluster http2 = Cluster.http2(request -> Answer.json(CHAT_ANSWER));
        try (Gateway gateway = host.start(withoutFlag(config).upstream(http2).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT));
            exchange.hasStatus(200);
            assertEquals(CHAT.replace("gpt-4o", "a-much-longer-name"), sent(exchange));
        }
    }

    @HostTest
    void chargesWhereEnvoyWouldNotHold(Host host) {
        RateLimitModel service = service();
        Setup.Builder setup = withoutFlag(team(1000)).cluster("rls", Clusters.rateLimit(service));
        try (Gateway gateway = host.start(setup.build())) {
            gateway.send(post(CHAT_STREAM)).hasStatus(200);
            assertEquals(480, charged(service));
        }
    }

    @HostTest
    void refusesWhereAnotherModelCannotBeWritten(Host host) {
        String limits =
                "{\"name\":\"dear\",\"descriptor\":[{\"key\":\"model\",\"source\":\"model\"}],"
                        + "\"quota\":{\"amount\":0,\"per\":\"year\"},\"onOver\":{\"model\":\"mini\"}}";
        String azure = "/openai/deployments/gpt-4o/chat/completions";
        try (Gateway gateway = host.start(limited(config(limits), service()).build())) {
            gateway.send(Request.json(azure, CHAT)).hasStatus(429).upstreamSawNothing();
            gateway.send(Request.json("/v1/models/gemini-pro:generateContent", "{\"contents\":[]}"))
                    .hasStatus(429)
                    .upstreamSawNothing();
            gateway.send(
                            Request.json("/v1/chat/completions", CHAT)
                                    .header("authorization: AWS4-HMAC-SHA256 Credential=x"))
                    .hasStatus(429)
                    .upstreamSawNothing();
        }
    }
}
