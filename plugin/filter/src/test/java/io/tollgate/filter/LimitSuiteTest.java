package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.TEAM;
import static io.tollgate.filter.Gateways.charged;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.team;
import static io.tollgate.filter.Gateways.usageEvent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
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
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is looked at, refused and charged, on every host. */
class LimitSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String REFUSED =
            "wasmcustom.tollgate.denied._outcome_=refused;_limit_=team";

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static Request chat() {
        return Request.json("/v1/chat/completions", CHAT).header("x-team: a");
    }

    @HostTest
    void chargesWhatTheProviderToldAndRefusesWhenNothingIsLeft(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = host.start(limited(team(700), service).build())) {
            gateway.send(chat()).hasStatus(200);
            gateway.send(chat()).hasStatus(200);
            assertEquals(960, charged(service));
            Exchange refused = gateway.send(chat());
            refused.hasStatus(429).upstreamSawNothing().hasHeader("x-should-retry", "false");
            assertTrue(
                    refused.body().contains("Rate limit reached for limit team"), refused.body());
            assertTrue(refused.body().contains("\"code\":\"rate_limit_exceeded\""), refused.body());
            assertEquals(960, charged(service));
            assertEquals(2, gateway.metric("wasmcustom.tollgate.looks._outcome_=ok"));
            assertEquals(1, gateway.metric("wasmcustom.tollgate.looks._outcome_=over"));
            assertEquals(1, gateway.metric(REFUSED));
        }
    }

    @HostTest
    void refusesAllWithABudgetOfNothing(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = host.start(limited(team(0), service).build())) {
            gateway.send(chat()).hasStatus(429).upstreamSawNothing();
            assertEquals(0, charged(service));
        }
    }

    @HostTest
    void leavesALimitOutThatLacksItsValue(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = host.start(limited(team(0), service).build())) {
            gateway.send(Request.json("/v1/chat/completions", CHAT)).hasStatus(200);
            assertEquals(1, gateway.metric("wasmcustom.tollgate.skipped._limit_=team"));
        }
    }

    @HostTest
    void countsRequestsInTheLookItself(Host host) {
        RateLimitModel service = service();
        String limits =
                TEAM.replace("AMOUNT", "2")
                        .replace("\"quota\"", "\"count\":\"requests\",\"quota\"");
        try (Gateway gateway = host.start(limited(config(limits), service).build())) {
            gateway.send(chat()).hasStatus(200);
            gateway.send(chat()).hasStatus(200);
            Exchange refused = gateway.send(chat());
            refused.hasStatus(429).upstreamSawNothing();
            assertTrue(refused.body().contains("\"type\":\"requests\""), refused.body());
        }
    }

    @HostTest
    void refusesWhatCanNeverFitAndSaysSo(Host host) {
        RateLimitModel service = service();
        String body = CHAT.replace("\"messages\"", "\"max_tokens\":4096,\"messages\"");
        try (Gateway gateway = host.start(limited(team(1000), service).build())) {
            Exchange refused =
                    gateway.send(Request.json("/v1/chat/completions", body).header("x-team: a"));
            refused.hasStatus(429).hasNoHeader("retry-after").hasHeader("x-should-retry", "false");
            assertTrue(refused.body().contains("Limit 1000"), refused.body());
            gateway.send(chat()).hasStatus(200);
        }
    }

    @HostTest
    void chargesNothingForAnAnswerWithoutTokens(Host host) {
        RateLimitModel service = service();
        Answer failed =
                Answer.of(500, "content-type: application/json")
                        .body("{\"error\":{\"message\":\"no\"}}");
        try (Gateway gateway = host.start(limited(team(1000), service).upstream(failed).build())) {
            gateway.send(chat()).hasStatus(500);
            assertEquals(0, charged(service));
        }
    }

    @HostTest
    void goesOnWhileTheServiceIsDownUnlessToldToDeny(Host host) {
        try (Gateway gateway =
                host.start(
                        limited(team(1), service()).cluster("rls", Cluster.refusing()).build())) {
            gateway.send(chat()).hasStatus(200);
        }
        String deny = team(1).replace("\"timeout\"", "\"onError\":\"deny\",\"timeout\"");
        try (Gateway gateway =
                host.start(limited(deny, service()).cluster("rls", Cluster.refusing()).build())) {
            gateway.send(chat()).hasStatus(503).upstreamSawNothing();
        }
    }

    @HostTest
    void readsTheLastOfEqualKeys(Host host) {
        RateLimitModel service = service();
        String limits =
                "{\"name\":\"dear\",\"descriptor\":[{\"key\":\"model\",\"source\":\"model\"}],"
                        + "\"quota\":{\"amount\":0,\"per\":\"year\"},\"when\":{\"models\":[\"dear\"]}}";
        String body = "{\"model\":\"cheap\",\"mod\\u0065l\":\"dear\",\"messages\":[]}";
        try (Gateway gateway = host.start(limited(config(limits), service).build())) {
            gateway.send(Request.json("/v1/chat/completions", body))
                    .hasStatus(429)
                    .upstreamSawNothing();
        }
    }

    @HostTest
    void asksForAKeyAndKeepsItFromTheProvider(Host host) {
        String config =
                "{\"auth\":{\"required\":true,\"keys\":[{\"key\":\"k-alice\",\"consumer\":\"alice\"}]}}";
        try (Gateway gateway = host.start(limited(config, service()).build())) {
            gateway.send(Request.json("/v1/chat/completions", CHAT))
                    .hasStatus(401)
                    .upstreamSawNothing();
            gateway.send(
                            Request.json("/v1/chat/completions", CHAT)
                                    .header("authorization: Bearer k-none"))
                    .hasStatus(401);
            Exchange known =
                    gateway.send(
                            Request.json("/v1/chat/completions", CHAT)
                                    .header("authorization: Bearer k-alice"));
            known.hasStatus(200).upstreamGotNoHeader("authorization");
            assertTrue(
                    known.filterState(Gateways.REPORT)
                            .orElse("")
                            .contains("\"consumer\":\"alice\""));
        }
    }

    @HostTest
    void goesOnWithAnotherModelWhereTheBudgetSaysSo(Host host) {
        String limits =
                "{\"name\":\"dear\",\"descriptor\":[{\"key\":\"model\",\"source\":\"model\"}],"
                        + "\"quota\":{\"amount\":0,\"per\":\"year\"},\"onOver\":{\"model\":\"gpt-4o-mini\"}}";
        try (Gateway gateway = host.start(limited(config(limits), service()).build())) {
            Exchange exchange = gateway.send(Request.json("/v1/chat/completions", CHAT));
            exchange.hasStatus(200).upstreamGotBody(CHAT.replace("gpt-4o", "gpt-4o-mini"));
            exchange.upstreamGotHeader("x-ai-eg-model", "gpt-4o-mini");
        }
    }

    /** Ten minutes where time is virtual; in Envoy long enough for another second to begin. */
    @HostTest
    void chargesALongStreamInTheWindowInWhichItEnds(Host host) {
        RateLimitModel service = service();
        boolean real = !host.virtualTime();
        Answer slow =
                Answer.events(delta("a"))
                        .then(Step.pause(real ? Duration.ofMillis(1200) : Duration.ofMinutes(10)))
                        .then(Step.chunk(delta("b") + finish() + usageEvent()));
        String limits = TEAM.replace("AMOUNT", "100000").replace("year", "second");
        try (Gateway gateway =
                host.start(
                        limited(config(limits), service)
                                .upstream(slow)
                                .routeTimeout(Duration.ofHours(1))
                                .build())) {
            gateway.send(
                            Request.json("/v1/chat/completions", CHAT_STREAM)
                                    .header("x-team: a")
                                    .patience(Duration.ofHours(1)))
                    .hasStatus(200);
            long last = 0;
            for (String counter : service.counters().keySet()) {
                last = Math.max(last, window(counter));
            }
            for (Map.Entry<String, Long> counter : service.counters().entrySet()) {
                long wanted = window(counter.getKey()) == last ? 480 : 0;
                assertEquals(wanted, counter.getValue(), service.counters()::toString);
            }
            assertTrue(service.counters().size() > 1, service.counters()::toString);
        }
    }

    private static long window(String counter) {
        return Long.parseLong(counter.substring(counter.lastIndexOf('_') + 1));
    }
}
