package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An internal redirect comes back to us as we have left it: once more, as another stream. */
class RedirectTest {
    private static final String ALIASES = "{'routing':{'aliases':{'fast':'mid','mid':'slow'}}}";
    private static final StreamEnd ANSWERED = new StreamEnd(200, "via_upstream", 0, true, 1, 1);

    /** All that one pass of a request makes us do. */
    private static List<Effect> pass(Gateway gateway, String remembered, String body) {
        Exchange exchange =
                gateway.open(
                        path ->
                                path[path.length - 1].equals("wasm.tollgate.asked")
                                        ? remembered
                                        : "");
        RequestHead head =
                new RequestHead("POST", "/v1/chat/completions", "llm.example", Headers.of());
        List<Effect> all = new ArrayList<>(exchange.onRequestHeaders(head, false, 0).effects());
        Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
        all.addAll(exchange.onRequestBody(bytes, true, 0).effects());
        all.addAll(exchange.onLog(ANSWERED, 0));
        return all;
    }

    private static <T extends Effect> List<T> of(Class<T> kind, List<Effect> effects) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String body(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[]}";
    }

    private static String sent(List<Effect> effects, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] sent = of(Effect.ReplaceRequestBody.class, effects).get(0).apply(bytes);
        return new String(sent, StandardCharsets.UTF_8);
    }

    private static void routesAndReports(String asked, String written, List<Effect> effects) {
        Effect route = new Effect.SetRequestHeader("x-ai-eg-model", asked);
        assertTrue(effects.contains(route), effects::toString);
        String report =
                of(Effect.Publish.class, effects).stream()
                        .filter(state -> state.name().equals("tollgate"))
                        .map(state -> new String(state.value(), StandardCharsets.UTF_8))
                        .findFirst()
                        .orElse("");
        String models = "\"model\":\"" + written + "\",\"requestedModel\":\"" + asked + "\"";
        assertTrue(report.contains(models), report);
    }

    @Test
    void theModelIsStillCalledAsTheClientCalledItAndRenamedOnce() {
        Gateway gateway = TestGateway.of(ALIASES);
        List<Effect> first = pass(gateway, "", body("fast"));
        routesAndReports("fast", "mid", first);
        assertEquals(body("mid"), sent(first, body("fast")));
        String kept = of(Effect.Remember.class, first).get(0).value();
        List<Effect> second = pass(gateway, kept, body("mid"));
        routesAndReports("fast", "mid", second);
        assertEquals(List.of(), of(Effect.ReplaceRequestBody.class, second));
    }

    @Test
    void aModelInsteadIsWrittenEvenWhereTheClientNamedIt() {
        String kept = new Asked(false, "fast", "fast").text();
        List<Effect> second = pass(TestGateway.of(ALIASES), kept, body("mid"));
        routesAndReports("fast", "fast", second);
        assertEquals(body("fast"), sent(second, body("mid")));
    }

    @Test
    void whatIsRememberedIsReadAsItWasWritten() {
        for (Asked asked :
                List.of(
                        new Asked(true, "", "fast"),
                        new Asked(false, "other", "a\nb"),
                        new Asked(true, "other", ""))) {
            assertEquals(asked, Asked.of(asked.text()).orElseThrow());
        }
        assertTrue(Asked.of("").isEmpty());
    }
}
