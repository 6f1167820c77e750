package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.limited;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Budgets that are charged beforehand, where the service honours refunds; on every host. */
class RefundSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String TEAM =
            "{'name':'team','descriptor':[{'key':'team','header':'x-team'}],'quota':{'amount':1000,'per':'year'}}";
    private static final String BY_MODEL =
            "{'name':'model','descriptor':[{'key':'model','source':'model'}],'quota':{'amount':500,'per':'year'}}";
    private static final String PROBE = "wasmcustom.tollgate.refunds._outcome_=";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static String config(String limits) {
        String text =
                "{'rateLimit':{'cluster':'rls','timeout':'2s','refunds':true},'limits':["
                        + limits
                        + "]}";
        return text.replace('\'', '"');
    }

    private static Request chat(String team, int most, String prompt) {
        String body = CHAT.replace("\"messages\"", "\"max_tokens\":" + most + ",\"messages\"");
        return Request.json("/v1/chat/completions", body.replace("hi", prompt))
                .header("x-team: " + team);
    }

    private static long counted(RateLimitModel service, String part) {
        synchronized (service) {
            return service.counters().entrySet().stream()
                    .filter(counter -> counter.getKey().contains(part))
                    .mapToLong(counter -> counter.getValue())
                    .sum();
        }
    }

    /** A gateway whose first request has made it ask what the service does with a refund. */
    private static Gateway start(
            Host host, String limits, RateLimitModel service, Cluster provider, String outcome) {
        Gateway gateway = host.start(limited(config(limits), service).upstream(provider).build());
        gateway.send(Request.json("/v1/chat/completions", CHAT.replace("gpt-4o", "first")));
        assertTrue(
                gateway.await(() -> gateway.metric(PROBE + outcome) == 1, PATIENCE),
                () -> service.counters().toString());
        return gateway;
    }

    private static Cluster provider(RateLimitModel service, String part, AtomicLong seen) {
        return Cluster.http(
                request -> {
                    seen.set(counted(service, part));
                    return Answer.json(CHAT_ANSWER);
                });
    }

    private static void settles(Gateway gateway, RateLimitModel service, String part, long sum) {
        assertTrue(
                gateway.await(() -> counted(service, part) == sum, PATIENCE),
                () -> service.counters().toString());
    }

    @HostTest
    void whatACallNeedsIsChargedBeforeItGoesOnAndSettledAfterwards(Host host) {
        RateLimitModel service = RateLimitModel.withRefunds(Domain.of("llm"));
        AtomicLong seen = new AtomicLong();
        Cluster provider = provider(service, "team_a_", seen);
        try (Gateway gateway = start(host, TEAM, service, provider, "honoured")) {
            gateway.send(chat("a", 600, "hi")).hasStatus(200);
            assertTrue(seen.get() > 600 && seen.get() < 650, seen::toString);
            settles(gateway, service, "team_a_", 480);
            gateway.send(chat("a", 100, "hi")).hasStatus(200);
            assertTrue(seen.get() > 580 && seen.get() < 630, seen::toString);
            settles(gateway, service, "team_a_", 960);
            gateway.send(chat("a", 100, "hi")).hasStatus(429);
            settles(gateway, service, "team_a_", 960);
        }
    }

    @HostTest
    void aServiceThatBooksRefundsAsChargesIsFoundOut(Host host) {
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        AtomicLong seen = new AtomicLong(-1);
        Cluster provider = provider(service, "team_a_", seen);
        try (Gateway gateway = start(host, TEAM, service, provider, "booked")) {
            gateway.send(chat("a", 600, "hi")).hasStatus(200);
            assertEquals(0, seen.get());
            settles(gateway, service, "team_a_", 480);
        }
    }

    @HostTest
    void anAnswerWithoutTokensGivesAllBack(Host host) {
        RateLimitModel service = RateLimitModel.withRefunds(Domain.of("llm"));
        AtomicLong seen = new AtomicLong();
        Cluster failing =
                Cluster.http(
                        request -> {
                            seen.set(counted(service, "team_a_"));
                            return Answer.of(500).body("no");
                        });
        try (Gateway gateway = start(host, TEAM, service, failing, "honoured")) {
            gateway.send(chat("a", 600, "hi")).hasStatus(500);
            assertTrue(seen.get() > 600, seen::toString);
            settles(gateway, service, "team_a_", 0);
        }
    }

    @HostTest
    void whatIsRefusedForOneBudgetGoesBackToTheOthers(Host host) {
        RateLimitModel service = RateLimitModel.withRefunds(Domain.of("llm"));
        AtomicLong seen = new AtomicLong(-1);
        Cluster provider = provider(service, "team_a_", seen);
        try (Gateway gateway = start(host, TEAM + "," + BY_MODEL, service, provider, "honoured")) {
            seen.set(-1);
            gateway.send(chat("a", 600, "hi")).hasStatus(429).upstreamSawNothing();
            settles(gateway, service, "gpt-4o", 0);
            settles(gateway, service, "team_a_", 0);
            gateway.send(chat("a", 400, "hi")).hasStatus(200);
            settles(gateway, service, "gpt-4o", 480);
        }
    }

    @HostTest
    void aReservationThatIsOverForItsBoundShrinksToTheCount(Host host) {
        RateLimitModel service = RateLimitModel.withRefunds(Domain.of("llm"));
        AtomicLong seen = new AtomicLong();
        Cluster provider = provider(service, "gpt-4o", seen);
        try (Gateway gateway = start(host, BY_MODEL, service, provider, "honoured")) {
            gateway.send(chat("a", 100, "hi ".repeat(200))).hasStatus(200);
            assertTrue(seen.get() > 200 && seen.get() < 400, seen::toString);
            settles(gateway, service, "gpt-4o", 480);
        }
    }
}
