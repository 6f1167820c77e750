package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.limited;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Clusters;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.GrpcAnswer;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known, and what is owed, when a look fails; on every host. */
class LookFailsSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String TEAM =
            "{'name':'team','descriptor':[{'key':'team','value':'a'}],'quota':{'amount':1000,'per':'year'}}";
    private static final String CALLS =
            "{'name':'calls','descriptor':[{'key':'team','value':'a'}],'count':'requests',"
                    + "'quota':{'amount':10,'per':'year'}}";
    private static final String BY_MODEL =
            "{'name':'model','descriptor':[{'key':'model','source':'model'}],'quota':{'amount':100000,'per':'year'}}";

    private static String config(String limits) {
        String text = "{'rateLimit':{'cluster':'rls','timeout':'2s'},'limits':[" + limits + "]}";
        return text.replace('\'', '"');
    }

    /** Answers all calls but one. */
    private static Cluster failing(RateLimitModel service, int call, String text) {
        AtomicInteger calls = new AtomicInteger();
        return Cluster.grpc(
                request ->
                        calls.incrementAndGet() == call
                                ? GrpcAnswer.failure(14, text)
                                : Clusters.answer(service, request));
    }

    private static Gateway start(
            Host host, String limits, RateLimitModel service, int call, String text) {
        return host.start(
                limited(config(limits), service)
                        .cluster("rls", failing(service, call, text))
                        .build());
    }

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static long counted(RateLimitModel service, String limit) {
        return service.counters().entrySet().stream()
                .filter(counter -> counter.getKey().contains("limit_" + limit))
                .mapToLong(counter -> counter.getValue())
                .sum();
    }

    @HostTest
    void whatTheLookAtTheHeadersToldStillRefuses(Host host) {
        RateLimitModel service = service();
        String body = CHAT.replace("\"messages\"", "\"max_tokens\":4096,\"messages\"");
        try (Gateway gateway = start(host, TEAM + "," + BY_MODEL, service, 2, "down")) {
            Exchange refused = gateway.send(Request.json("/v1/chat/completions", body));
            refused.hasStatus(429).upstreamSawNothing();
            assertTrue(refused.body().contains("limit team"), refused.body());
        }
    }

    @HostTest
    void aRequestThatNoLookCountedIsChargedAtItsEnd(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = start(host, CALLS, service, 1, "no healthy upstream")) {
            gateway.send(Request.json("/v1/chat/completions", CHAT)).hasStatus(200);
            assertTrue(
                    gateway.await(() -> counted(service, "calls") == 1, Duration.ofSeconds(5)),
                    () -> service.counters().toString());
        }
    }

    @HostTest
    void aRequestThatALookMayHaveCountedIsNot(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = start(host, CALLS + "," + TEAM, service, 1, "EOF")) {
            gateway.send(Request.json("/v1/chat/completions", CHAT)).hasStatus(200);
            assertTrue(
                    gateway.await(() -> counted(service, "team") == 480, Duration.ofSeconds(5)),
                    () -> service.counters().toString());
            assertEquals(0, counted(service, "calls"));
        }
    }

    /** Some services tell the overall code alone. */
    @HostTest
    void overLimitWithoutAWordOnTheLimitsRefuses(Host host) {
        byte[] over = {8, 2}; // overall_code: OVER_LIMIT
        try (Gateway gateway =
                host.start(
                        limited(config(TEAM + "," + BY_MODEL), service())
                                .cluster("rls", Cluster.grpc(request -> GrpcAnswer.message(over)))
                                .build())) {
            Exchange refused = gateway.send(Request.json("/v1/chat/completions", CHAT));
            refused.hasStatus(429).upstreamSawNothing().hasHeader("retry-after", "1");
            assertTrue(refused.body().contains("limit team"), refused.body());
        }
    }

    /** The client is gone when the service answers: no place is kept, and nothing breaks. */
    @HostTest
    void anAnswerThatComesTooLateChangesNothing(Host host) {
        RateLimitModel service = service();
        Cluster slow =
                Cluster.grpc(
                        request -> Clusters.answer(service, request).after(Duration.ofSeconds(1)));
        String one =
                TEAM
                        + ",{'name':'one','descriptor':[{'key':'team','value':'a'}],"
                        + "'count':'concurrent','quota':{'amount':1}}";
        try (Gateway gateway =
                host.start(limited(config(one), service).cluster("rls", slow).build())) {
            Request chat = Request.json("/v1/chat/completions", CHAT);
            gateway.send(chat.patience(Duration.ofMillis(300))).upstreamSawNothing();
            gateway.send(chat).hasStatus(200);
            assertEquals(0, gateway.metric("wasmcustom.tollgate.panics"));
        }
    }
}
