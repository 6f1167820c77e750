package io.tollgate.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Ports;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All of it, with the real Envoy and the module. */
class QuickstartTest {

    private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private final int port = Ports.free();
    private final int demoPort = Ports.free();
    private Quickstart all;

    @BeforeEach
    void start() {
        Path module = RealParts.root().resolve("plugin/filter/target/tollgate.wasm");
        if (!Files.exists(module)) {
            throw RealParts.missing("tollgate.wasm", "build plugin/filter first");
        }
        all =
                Quickstart.start(
                        new Settings(port, demoPort, Ports.free(), false, module, Tokens.o200k()));
        RealParts.usedOn("Envoy");
        Await.until(
                "a minute with time left: what is shown is of the current one",
                () -> Instant.now().getEpochSecond() % 60 < 40);
    }

    @AfterEach
    void stop() {
        if (all != null) {
            all.close();
        }
    }

    private RealClient.Answer chat(String rest, Map<String, String> headers) {
        return RealClient.post(
                port,
                "/v1/chat/completions",
                headers,
                "{\"model\":\"gpt-4o-mini\"," + rest + HELLO);
    }

    private Map<String, Object> state() {
        return Json.read(RealClient.get(demoPort, "/api/state", Map.of()).text());
    }

    private List<?> await(String part) {
        Await.until(part, () -> !Json.list(state(), part).isEmpty());
        return Json.list(state(), part);
    }

    @Test
    void anAnswerIsCountedAndItsBudgetShown() {
        RealClient.Answer answer = chat("", Map.of());
        int total = Json.number(Json.at(Json.read(answer.text()), "usage"), "total_tokens", 0);
        assertEquals("2000", answer.header("x-ratelimit-limit-tokens").orElse("(none)"));
        await("budgets");
        Await.until("charged " + total, () -> used("anonymous") == total);
        Map<String, Object> usage = Json.first(Json.object("it", await("usage")), "it");
        assertEquals(total, Json.number(usage, "total", 0));
        assertEquals("gpt-4o-mini", usage.get("model"));
    }

    private int used(String who) {
        for (Object item : Json.list(state(), "budgets")) {
            Map<String, Object> budget = Json.at(Json.object("it", item), "it");
            if (("consumer_" + who).equals(budget.get("who"))) {
                return Json.number(budget, "used", 0);
            }
        }
        return 0;
    }

    @ParameterizedTest
    @CsvSource({"sk-demo-alice, alice", "sk-unknown, anonymous"})
    void aStreamIsCountedThoughItShowsNoUsage(String key, String consumer) {
        RealClient.Answer answer =
                chat("\"stream\":true,", Map.of("authorization", "Bearer " + key));
        assertEquals(200, answer.status());
        assertTrue(answer.text().endsWith("data: [DONE]\n\n"), answer.text());
        assertTrue(!answer.text().contains("\"usage\":{"), answer.text());
        Await.until("charged", () -> used(consumer) > 0);
    }

    @Test
    void aRefusalTellsItsReasonAndIsShown() {
        RealClient.Answer answer = chat("\"max_tokens\":5000,", Map.of());
        assertEquals(429, answer.status());
        assertTrue(answer.text().contains("rate_limit_exceeded"), answer.text());
        assertTrue(answer.text().contains("Limit 2000, Requested 50"), answer.text());
        Map<String, Object> refusal = Json.first(Json.object("it", await("refusals")), "it");
        assertEquals("tokens-per-minute", refusal.get("by"));
    }

    /** What the service itself holds for a consumer in all its windows. */
    private List<Long> counters(String who) {
        String key = "llm_consumer_" + who + "_limit_tokens-per-minute_";
        return all.counters().entrySet().stream()
                .filter(e -> e.getKey().startsWith(key))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String text(Browser browser, String selector) {
        return browser.read(
                "[...document.querySelectorAll('"
                        + selector
                        + "')].map(e => e.innerText).join(' ')");
    }

    private static void play(Browser browser, String key, int max) {
        Await.until("the page", () -> "function".equals(browser.read("typeof refresh")));
        browser.read("(document.getElementById('answer').textContent = '')");
        browser.read(
                "(f => (f.elements.key.value = '"
                        + key
                        + "', f.elements.max.value = "
                        + max
                        + ", f.requestSubmit()))(document.forms.play)");
        Await.until("an answer", () -> text(browser, "#answer").length() > 40);
    }

    @Test
    void theNumbersOnThePageAreTheServicesCountersAndABudgetRefills() {
        try (Browser browser = Browser.open("http://127.0.0.1:" + demoPort + "/")) {
            play(browser, "sk-demo-bob", 120);
            assertTrue(text(browser, "#headers").contains("x-ratelimit-limit-tokens: 2000"));
            Await.until("bob is charged", () -> counters("bob").size() == 1);
            long charged = counters("bob").get(0);
            Await.until(
                    "the sum by consumer and model",
                    () ->
                            text(browser, "#usage tbody tr td:last-child")
                                    .equals(String.valueOf(charged)));
            assertTrue(text(browser, "#usage tbody").startsWith("bob\tgpt-4o-mini\t1"));
            String bob = "#budgets [data-who=consumer_bob]";
            String full = "(consumer bob): 0 of 2000";
            Await.until(
                    "the budget drawn on",
                    () -> {
                        String shown = text(browser, bob);
                        // The minute may turn before the page looks.
                        return shown.contains(": " + charged + " of 2000") || shown.contains(full);
                    });
            Await.value(
                    "nothing more is sent, and the budget is whole again",
                    Duration.ofSeconds(75),
                    () -> Optional.of(text(browser, bob)).filter(t -> t.contains(full)));
            assertEquals(List.of(charged), counters("bob"));
        }
    }

    @Test
    void aRefusalIsShownWithWhoAndWhy() {
        try (Browser browser = Browser.open("http://127.0.0.1:" + demoPort + "/")) {
            play(browser, "sk-demo-alice", 5000);
            assertTrue(text(browser, "#answer").contains("Limit 2000, Requested 50"));
            Await.until(
                    "the refusal",
                    () -> text(browser, "#refusals tbody").equals("alice\ttokens-per-minute\t1"));
            String row = text(browser, "#requests tr.refused");
            assertTrue(row.contains("429\talice") && row.contains("tokens-per-minute"), row);
            assertTrue(counters("alice").stream().allMatch(c -> c == 0), "a look charges nothing");
        }
    }
}
