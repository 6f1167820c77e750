package io.tollgate.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.RealClient;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoProviderTest {

    private final DemoServer demo =
            DemoServer.start(
                    0, 1, new DemoProvider(new Speaker(Tokens.o200k())), () -> Map.of("seen", 0));

    @AfterEach
    void stop() {
        demo.close();
    }

    private RealClient.Answer post(String path, String body, Map<String, String> knobs) {
        return RealClient.post(demo.port(), path, knobs, body);
    }

    private static List<Map<String, Object>> events(String stream) {
        List<Map<String, Object>> events = new ArrayList<>();
        stream.lines()
                .filter(l -> l.startsWith("data: {"))
                .forEach(l -> events.add(Json.read(l.substring(6))));
        return events;
    }

    @ParameterizedTest
    @CsvSource({"5, 1000, stop", "200, 1000, stop", "200, 20, length"})
    void theCountIsTheCountOfWhatWasSaid(int wanted, int max, String reason) {
        RealClient.Answer answer =
                post(
                        "/v1/chat/completions",
                        "{\"model\":\"gpt-4o\",\"max_tokens\":"
                                + max
                                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}",
                        Map.of("x-demo-tokens", String.valueOf(wanted)));
        Map<String, Object> body = Json.read(answer.text());
        Map<String, Object> choice =
                Json.at(Json.object("it", Json.list(body, "choices").get(0)), "it");
        String said = Json.text(Json.at(choice, "message"), "content", "");
        Map<String, Object> usage = Json.at(body, "usage");
        assertEquals(Tokens.o200k().applyAsInt(said), Json.number(usage, "completion_tokens", -1));
        assertEquals(8, Json.number(usage, "prompt_tokens", -1)); // Hello 1, message 4, answer 3
        assertEquals(reason, Json.text(choice, "finish_reason", ""));
    }

    @Test
    void aStreamSaysTheSameAsTheWholeAnswerAndItsUsageWhenAsked() {
        String body =
                "{\"model\":\"gpt-4o\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        String stream = post("/v1/chat/completions", body, Map.of()).text();
        assertTrue(stream.endsWith("data: [DONE]\n\n"), stream);
        List<Map<String, Object>> events = events(stream);
        Map<String, Object> usage = Json.at(events.get(events.size() - 1), "usage");
        String whole = post("/v1/chat/completions", body.replace("true", "false"), Map.of()).text();
        assertEquals(Json.at(Json.read(whole), "usage"), usage);
    }

    @Test
    void aStreamWithoutTheOptionShowsNoUsage() {
        String body =
                "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        assertFalse(post("/v1/chat/completions", body, Map.of()).text().contains("usage"));
    }

    @Test
    void anthropicsStreamEndsWithTheCountOfItsText() {
        String body =
                "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":500,\"stream\":true,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        List<Map<String, Object>> events = events(post("/v1/messages", body, Map.of()).text());
        StringBuilder said = new StringBuilder();
        events.forEach(e -> said.append(Json.text(Json.at(e, "delta"), "text", "")));
        Map<String, Object> last = events.get(events.size() - 2);
        assertEquals("message_delta", last.get("type"));
        int counted = Tokens.o200k().applyAsInt(said.toString());
        assertEquals(counted, Json.number(Json.at(last, "usage"), "output_tokens", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/completions, prompt_tokens",
        "/v1/embeddings, prompt_tokens",
        "/v1/responses, input_tokens",
    })
    void theOtherShapesCountTheirInput(String path, String name) {
        String body = "{\"model\":\"m\",\"prompt\":\"Hello there\",\"input\":\"Hello there\"}";
        Map<String, Object> usage = Json.at(Json.read(post(path, body, Map.of()).text()), "usage");
        int expected = path.endsWith("responses") ? 9 : 2; // a response is a chat of one message
        assertEquals(expected, Json.number(usage, name, -1));
    }

    @Test
    void knobsMakeFailures() {
        String body = "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[]}";
        assertEquals(
                503, post("/v1/chat/completions", body, Map.of("x-demo-fail", "503")).status());
        assertThrows(
                UncheckedIOException.class,
                () -> post("/v1/chat/completions", body, Map.of("x-demo-fail", "cut")).text());
        String silent =
                post(
                                "/v1/chat/completions",
                                body.replace("true", "false"),
                                Map.of("x-demo-fail", "nousage"))
                        .text();
        assertFalse(silent.contains("usage"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aToolIsCalledAndTheCountIsOfItsNameAndArguments(boolean stream) {
        String tool = "\"name\":\"weather\"";
        String ask =
                "\"messages\":[{\"role\":\"user\",\"content\":\"Weather?\"}],\"stream\":" + stream;
        String openAi =
                post(
                                "/v1/chat/completions",
                                "{\"model\":\"gpt-4o\",\"stream_options\":{\"include_usage\":true},\"tools\":[{\"function\":{"
                                        + tool
                                        + "}}],"
                                        + ask
                                        + "}",
                                Map.of())
                        .text();
        String anthropic =
                post("/v1/messages", "{\"tools\":[{" + tool + "}]," + ask + "}", Map.of()).text();
        int said =
                Tokens.o200k().applyAsInt("weather")
                        + Tokens.o200k().applyAsInt("{\"city\":\"Paris\"}");
        assertTrue(openAi.contains(tool) && anthropic.contains(tool), openAi + anthropic);
        assertTrue(openAi.contains("\"completion_tokens\":" + said + ","), openAi);
        assertTrue(anthropic.contains("\"output_tokens\":" + said + "}"), anthropic);
    }

    @Test
    void thePageIsServed() {
        assertTrue(RealClient.get(demo.port(), "/", Map.of()).text().contains("<h1>Tollgate</h1>"));
        assertEquals("{\"seen\":0}", RealClient.get(demo.port(), "/api/state", Map.of()).text());
        assertEquals(404, RealClient.get(demo.port(), "/nothing", Map.of()).status());
    }
}
