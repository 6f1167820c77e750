package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SplitsTest {
    private static final Duration LONG = Duration.ofMillis(40);

    private static String shown(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(
                    step instanceof Step.Chunk c
                            ? "[" + new String(c.bytes(), StandardCharsets.UTF_8) + "]"
                            : step.getClass().getSimpleName());
        }
        return text.toString();
    }

    @Test
    void pausesStayBehindTheBytesThatTheyWereBehind() {
        Request request =
                Request.of("POST", "/")
                        .then(Step.chunk("ab"))
                        .then(Step.pause(LONG))
                        .then(Step.chunk("cd"))
                        .then(Step.silence());
        assertEquals(
                List.of("[a][bcd]WaitSilence", "[ab]Wait[cd]Silence", "[abc]Wait[d]Silence"),
                request.atEverySplit().stream().map(r -> shown(r.steps())).toList());
    }

    @Test
    void aBodyWithoutAPlaceToCutIsSentAsItIs() {
        for (Request request :
                List.of(Request.get("/"), Request.json("/", "x"), Request.json("/", ""))) {
            assertEquals(List.of(request), request.atEverySplit());
        }
        Answer answer = Answer.of(204);
        assertEquals(List.of(answer), answer.atEverySplit());
    }

    @Test
    void aSeedRepeatsTheSamePlaces() {
        long seed = Splits.seed();
        Answer answer = Answer.json("{\"a\":[1,2,3]}");
        String once = shown(answer.splitAtRandom(seed, 3).steps());
        assertEquals(once, shown(answer.splitAtRandom(seed, 3).steps()), () -> "seed " + seed);
        assertEquals("{\"a\":[1,2,3]}", once.substring(1, once.length() - 1).replace("][", ""));
    }

    @Test
    void everySplitOfAnAnswerReachesTheClientWhole() {
        long seed = Splits.seed();
        Answer answer = Answer.events("data: 1\n\n", "data: [DONE]\n\n");
        List<Answer> all = new java.util.ArrayList<>(answer.atEverySplit());
        all.add(answer.splitAtRandom(seed, 5));
        for (Answer split : all) {
            try (ModelGateway gateway =
                    PlainHost.of(EchoPlugin::new).start(Setup.builder().upstream(split).build())) {
                Exchange x = gateway.send(Request.get("/"));
                x.hasStatus(200).hasBody("data: 1\n\ndata: [DONE]\n\n");
                assertEquals(split.steps().size(), x.chunks().size(), () -> "seed " + seed);
            }
        }
        assertTrue(all.size() > 20);
    }

    @Test
    void whoWaitsInVainHasWaited() {
        try (ModelGateway gateway = PlainHost.of(EchoPlugin::new).start(Setup.defaults())) {
            var before = gateway.now();
            assertTrue(!gateway.await(() -> false, Duration.ofHours(25)));
            assertEquals(before.plus(Duration.ofHours(25)), gateway.now());
        }
    }

    @Test
    void streamsOfSeveralWorkersLeaveNothingBehind() {
        Setup setup = Setup.builder().workers(4).allVms().build();
        try (ModelGateway gateway = PlainHost.of(EchoPlugin::new).start(setup)) {
            gateway.assertNoLeak(Request.json("/", "{}"), 1000);
            assertEquals(4, gateway.liveContexts());
        }
    }
}
