package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.charged;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.team;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Descriptor;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import io.tollgate.testkit.ratelimit.RateLimitRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has gone wrong with token budgets elsewhere; docs/pains.md has the whole list. */
class PainsSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String PATH = "/v1/chat/completions";

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static Request chat(String path, String more) {
        return Request.json(path, "{" + more + CHAT.substring(1)).header("x-team: a");
    }

    @HostTest
    void letsTheFirstRequestPassThoughTheAssumedOutputIsMoreThanTheBudget(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = host.start(limited(team(100), service).build())) {
            gateway.send(chat(PATH, "")).hasStatus(200);
            assertEquals(480, charged(service));
        }
    }

    @HostTest
    void holdsWhatEveryChoiceMayTakeByEitherName(Host host) {
        try (Gateway gateway = host.start(limited(team(1000), service()).build())) {
            String[] over = {
                "\"max_tokens\":2000,",
                "\"max_completion_tokens\":2000,",
                "\"max_tokens\":400,\"n\":3,",
                "\"max_completion_tokens\":400,\"n\":3,",
            };
            for (String more : over) {
                gateway.send(chat(PATH, more)).hasStatus(429).upstreamSawNothing();
            }
            gateway.send(chat(PATH, "\"max_tokens\":400,\"n\":2,")).hasStatus(200);
        }
    }

    @HostTest
    void givesBackWhatARequestHeldThatFailed(Host host) {
        RateLimitModel service = service();
        Answer busy = Answer.of(429, "content-type: application/json").body("{\"error\":{}}");
        Answer broken = Answer.of(500, "content-type: application/json").body("{\"error\":{}}");
        try (Gateway gateway =
                host.start(
                        limited(team(1000), service)
                                .cluster("busy", Cluster.http(request -> busy))
                                .cluster("broken", Cluster.http(request -> broken))
                                .cluster("gone", Cluster.refusing())
                                .route("/busy", "busy")
                                .route("/broken", "broken")
                                .route("/gone", "gone")
                                .build())) {
            String most = "\"max_tokens\":900,";
            for (int i = 0; i < 2; i++) {
                gateway.send(chat("/busy" + PATH, most)).hasStatus(429);
                gateway.send(chat("/broken" + PATH, most)).hasStatus(500);
                gateway.send(chat("/gone" + PATH, most)).hasStatus(503);
                gateway.send(chat(PATH, "\"max_tokens\":2000,")).hasStatus(429);
            }
            assertEquals(0, charged(service));
            gateway.send(chat(PATH, most)).hasStatus(200);
            assertEquals(480, charged(service));
        }
    }

    @HostTest
    void chargesEveryLimitThoughOneGoesOver(Host host) {
        RateLimitModel service = service();
        String small = Gateways.TEAM.replace("AMOUNT", "100");
        String large = Gateways.TEAM.replace("AMOUNT", "10000").replace("\"team\"", "\"big\"");
        try (Gateway gateway = host.start(limited(config(small + "," + large), service).build())) {
            gateway.send(chat(PATH, "")).hasStatus(200);
            assertEquals(List.of(480L, 480L), List.copyOf(service.counters().values()));
        }
    }

    @HostTest
    void refusesAtABudgetThatIsSpentToTheLastToken(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = host.start(limited(team(480), service).build())) {
            gateway.send(chat(PATH, "")).hasStatus(200);
            gateway.send(chat(PATH, "")).hasStatus(429).upstreamSawNothing();
            assertEquals(480, charged(service));
        }
    }

    /** What is never booked ahead need not be given back, and no cache can hide that. */
    @HostTest
    void booksNothingAheadThatWouldHaveToBeRefunded(Host host) {
        RateLimitModel service = service();
        try (Gateway gateway = host.start(limited(team(1000), service).build())) {
            gateway.send(chat(PATH, "\"max_tokens\":900,")).hasStatus(200);
            List<Long> addends = new ArrayList<>();
            for (GrpcRequest call : gateway.grpcCalls("rls")) {
                RateLimitRequest request = RateLimitRequest.read(call.message());
                for (Descriptor descriptor : request.descriptors()) {
                    assertFalse(descriptor.negative());
                    addends.add(request.addendOf(descriptor));
                }
            }
            assertEquals(List.of(0L, 480L), addends);
        }
    }
}
