package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.limited;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests at the same time: one of two is refused, and whatever ends the other gives its place.
 */
class ConcurrentSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String PATH = "/v1/chat/completions";

    /** How long the first of two is under way; the other must come within. */
    private static final Duration WHILE = Duration.ofSeconds(3);

    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final Duration FOREVER = Duration.ofSeconds(20);
    private static final String ONE =
            "{\"name\":\"one\",\"count\":\"concurrent\",\"quota\":{\"amount\":1},";
    private static final String AT_HEADERS =
            ONE + "\"descriptor\":[{\"key\":\"play\",\"header\":\"x-play\"}]}";
    private static final String AT_BODY =
            ONE + "\"descriptor\":[{\"key\":\"model\",\"source\":\"model\"}]}";

    /** How the first of two ends; each has a place of its own. */
    private static final List<String> ENDS =
            List.of("done", "stream", "error", "hang up", "leave", "reset", "cut", "time out");

    private static Answer provide(HttpMessage request) {
        String play = request.header("x-play").orElse("");
        return request.header("x-now").isPresent() ? Answer.json(CHAT_ANSWER) : slow(play);
    }

    private static Answer slow(String play) {
        Answer begun = Answer.events(Gateways.delta("hello"));
        return switch (play) {
            case "done" -> Answer.json(CHAT_ANSWER).after(WHILE);
            case "error" -> Answer.of(500).body("no").after(WHILE);
            case "stream" -> begun.then(Step.pause(WHILE)).then(Step.chunk(Gateways.finish()));
            case "leave" -> begun.then(Step.silence());
            case "reset" -> Answer.reset().after(WHILE);
            case "cut" -> begun.then(Step.pause(WHILE)).then(Step.reset());
            default -> Answer.never();
        };
    }

    private static Request chat(String play) {
        String body = CHAT.replace("gpt-4o", "m-" + play);
        boolean leaves = play.equals("hang up") || play.equals("leave");
        return Request.json(PATH, body)
                .header("x-play: " + play)
                .patience(leaves ? WHILE : FOREVER);
    }

    private static Gateway start(Host host, String limit) {
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        return host.start(
                limited(config(limit), service)
                        .workers(2)
                        .routeTimeout(WHILE.multipliedBy(2))
                        .upstream(Cluster.http(ConcurrentSuiteTest::provide))
                        .cluster("nobody", Cluster.refusing())
                        .route("/nobody", "nobody")
                        .build());
    }

    /** All pairs at once; the refused one of each is answered while the other is under way. */
    private static void oneOfTwo(Gateway gateway) {
        List<Request> both = new ArrayList<>();
        ENDS.forEach(play -> both.addAll(List.of(chat(play), chat(play))));
        List<Exchange> got = gateway.sendAll(both);
        for (int i = 0; i < ENDS.size(); i++) {
            List<Exchange> pair = got.subList(2 * i, 2 * i + 2);
            List<Exchange> refused = pair.stream().filter(e -> e.status() == 429).toList();
            assertEquals(1, refused.size(), () -> pair.toString());
            refused.get(0).upstreamSawNothing().hasHeader("retry-after", "1");
            assertTrue(refused.get(0).body().contains("requests at the same time"));
        }
        for (String play : ENDS) {
            gateway.send(chat(play).header("x-now: 1")).hasStatus(200);
            gateway.send(chat(play).header("x-now: 1")).hasStatus(200);
        }
        String denied = "wasmcustom.tollgate.denied._outcome_=refused;_limit_=one";
        assertEquals(ENDS.size(), gateway.metric(denied));
    }

    @HostTest
    void whateverEndsARequestGivesItsPlaceToTheNext(Host host) {
        try (Gateway gateway = start(host, AT_HEADERS)) {
            oneOfTwo(gateway);
        }
    }

    @HostTest
    void theSameWhereTheBodyTellsTheLimit(Host host) {
        try (Gateway gateway = start(host, AT_BODY)) {
            oneOfTwo(gateway);
        }
    }

    private static Request half(String path, String body) {
        return Request.json(path, body).header("x-play: half").patience(FOREVER);
    }

    /** Nothing of these reaches a provider, and none may keep its place. */
    @HostTest
    void aRequestThatIsAnsweredOnTheWayKeepsNoPlace(Host host) {
        String none =
                ",{\"name\":\"none\",\"descriptor\":[{\"key\":\"model\",\"source\":\"model\"}],"
                        + "\"quota\":{\"amount\":0,\"per\":\"hour\"},\"when\":{\"models\":[\"none\"]}}";
        Request half = Request.of("POST", PATH).header("x-play: half").overHttp2();
        Step gone = Step.reset();
        try (Gateway gateway = start(host, AT_HEADERS + none)) {
            for (int i = 0; i < 2; i++) {
                gateway.send(half("/nobody" + PATH, CHAT)).hasStatus(503);
                gateway.send(half(PATH, "{\"model\":")).hasStatus(400);
                Exchange other = gateway.send(half(PATH, CHAT.replace("gpt-4o", "none")));
                assertTrue(other.hasStatus(429).body().contains("limit none"), other.body());
                gateway.send(half.then(Step.chunk("{\"mod")).then(Step.pause(A_MOMENT)).then(gone))
                        .upstreamSawNothing();
            }
            gateway.send(chat("half").header("x-now: 1")).hasStatus(200);
        }
    }
}
