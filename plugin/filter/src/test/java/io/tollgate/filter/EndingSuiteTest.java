package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.charged;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.reports;
import static io.tollgate.filter.Gateways.setup;
import static io.tollgate.filter.Gateways.team;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.LogLine;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How streams end, what they are charged then, and what is said of them. */
class EndingSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String PATH = "/v1/chat/completions";
    private static final String KEYS =
            "{\"auth\":{\"required\":true,\"keys\":[{\"key\":\"k\",\"consumer\":\"c\"}]}}";

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static Request chat() {
        return Request.json(PATH, CHAT).header("x-team: a");
    }

    @HostTest
    void chargesNothingForAnErrorThatTheClientDoesNotReadToItsEnd(Host host) {
        for (int status : new int[] {429, 500}) {
            RateLimitModel service = service();
            Answer half =
                    Answer.of(status, "content-type: application/json")
                            .then(Step.chunk("{\"error\":"))
                            .then(Step.silence());
            try (Gateway gateway =
                    host.start(limited(team(1000), service).upstream(half).build())) {
                Exchange exchange = gateway.send(chat());
                reports(exchange, "\"status\":\"none\",\"ended\":\"disconnect\"");
                assertEquals(0, charged(service));
            }
        }
    }

    @HostTest
    void chargesTheInputOfAClientThatLeftBeforeTheAnswer(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway =
                host.start(limited(team(1000), service).upstream(Answer.never()).build())) {
            Exchange exchange = gateway.send(chat());
            reports(exchange, "\"status\":\"estimated\",\"ended\":\"disconnect\"");
            assertEquals(8, charged(service));
        }
    }

    @HostTest
    void calls4xxOfAnyProviderAnErrorOfTheUpstream(Host host) {
        Answer bare = Answer.of(400, "content-type: text/plain").body("no");
        Answer told =
                Answer.of(400, "content-type: application/json")
                        .body("{\"error\":{\"message\":\"no\"}}");
        for (Answer answer : new Answer[] {bare, told}) {
            try (Gateway gateway = host.start(setup("{}").upstream(answer).build())) {
                reports(gateway.send(chat()), "\"status\":\"none\",\"ended\":\"upstreamError\"");
                Exchange claude = gateway.send(Request.json("/v1/messages", CHAT));
                reports(claude, "\"status\":\"none\",\"ended\":\"upstreamError\"");
            }
        }
    }

    @HostTest
    void callsOnlyACountAnEstimate(Host host) {
        try (Gateway gateway = host.start(setup("{}").upstream(Answer.json(CHAT_ANSWER)).build())) {
            reports(gateway.send(chat()), "\"estimatedInput\":0,");
            assertEquals(
                    0,
                    gateway.histogramCount(
                            "wasmcustom.tollgate.estimate_error_pct._provider_=openai;_model_=gpt-4o"));
        }
        try (Gateway gateway = host.start(limited(team(600), service()).build())) {
            reports(gateway.send(chat()), "\"estimatedInput\":8,");
        }
    }

    @HostTest
    void reportsARefusalWhereNoDialectReads(Host host) {
        try (Gateway gateway = host.start(setup(KEYS).build())) {
            Exchange exchange = gateway.send(Request.json("/elsewhere", "{}")).hasStatus(401);
            reports(exchange, "\"ended\":\"denied\",\"deniedBy\":\"auth\"");
            Exchange bad = gateway.send(Request.json("/elsewhere", "{}").host(""));
            bad.hasNoFilterState(Gateways.REPORT);
        }
    }

    @HostTest
    void namesTheLimitThatCouldNotBeLookedAt(Host host) {
        String deny = team(1).replace("\"timeout\"", "\"onError\":\"deny\",\"timeout\"");
        try (Gateway gateway =
                host.start(limited(deny, service()).cluster("rls", Cluster.refusing()).build())) {
            Exchange exchange = gateway.send(chat()).hasStatus(503);
            reports(exchange, "\"ended\":\"denied\",\"deniedBy\":\"team\"");
            gateway.send(chat());
            assertEquals(1, said(gateway, "the rate limit service"));
        }
    }

    private static long said(Gateway gateway, String text) {
        return gateway.logs().stream().map(LogLine::text).filter(m -> m.contains(text)).count();
    }

    @HostTest
    void countsAndTellsOnceWhatCouldNotBeMetered(Host host) {
        Answer untold =
                Answer.json("{\"choices\":[{\"index\":0,\"message\":{\"content\":\"secret\"}}]}");
        Answer brotli =
                Answer.of(200, "content-type: application/json", "content-encoding: br").body("xx");
        try (Gateway gateway =
                host.start(
                        setup("{}")
                                .upstream(untold)
                                .cluster("brotli", Cluster.http(request -> brotli))
                                .route("/br", "brotli")
                                .build())) {
            for (int i = 0; i < 2; i++) {
                gateway.send(chat()).hasStatus(200);
                gateway.send(Request.json("/br" + PATH, CHAT)).hasStatus(200);
                gateway.send(Request.json("/elsewhere", "{}")).hasStatus(200);
            }
            for (String outcome : new String[] {"no_usage", "encoding", "unmatched"}) {
                assertEquals(
                        2, gateway.metric("wasmcustom.tollgate.unmetered._outcome_=" + outcome));
            }
            assertEquals(1, said(gateway, "no usage"), gateway.logs().toString());
            assertEquals(1, said(gateway, "compressed"), gateway.logs().toString());
            assertEquals(1, said(gateway, "no LLM API"), gateway.logs().toString());
            assertEquals(0, said(gateway, "secret"));
        }
    }

    @HostTest
    void countsAnswersThatHoldNoTokensAndBothersNobody(Host host) {
        Answer sound = Answer.of(200, "content-type: audio/mpeg").body("xx");
        try (Gateway gateway = host.start(setup("{}").upstream(sound).build())) {
            String speech = "{\"model\":\"tts-1\",\"input\":\"hi\"}";
            Exchange exchange = gateway.send(Request.json("/v1/audio/speech", speech));
            reports(exchange.hasStatus(200).hasBody("xx"), "\"operation\":\"audio\"");
            assertEquals(1, gateway.metric("wasmcustom.tollgate.unmetered._outcome_=type"));
            assertEquals(0, said(gateway, "usage"), gateway.logs().toString());
        }
    }

    @HostTest
    void tellsOnceThatTheServiceHasNoRule(Host host) {
        String limits =
                "{\"name\":\"bare\",\"descriptor\":[{\"key\":\"team\",\"header\":\"x-team\"}]}";
        try (Gateway gateway = host.start(limited(config(limits), service()).build())) {
            gateway.send(chat()).hasStatus(200);
            gateway.send(chat()).hasStatus(200);
            assertEquals(1, said(gateway, "no rule"));
            assertTrue(said(gateway, "bare") > 0);
            String looks = "wasmcustom.tollgate.looks._outcome_=unmatched;_limit_=bare";
            assertEquals(2, gateway.metric(looks));
        }
    }
}
