package io.tollgate.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit"},
             "auth": {"required": true, "keys": [{"key": "secret-1", "consumer": "ann", "product": "gold"}]},
             "products": [{"name": "gold", "models": ["gpt-*"], "limits": [{"name": "day", "quota": {"amount": 100000, "per": "day"}}]}],
             "limits": [{"name": "tpm", "descriptor": [{"key": "model", "source": "model"}], "quota": {"amount": 1000, "per": "minute"}},
                        {"name": "team", "descriptor": [{"key": "team", "header": "x-team"}]}]}
            """;

    @TempDir private Path folder;

    @Test
    void acceptedConfigurationsAreSaidToBe() throws IOException {
        assertEquals("configuration: accepted\n", said(0, CONFIG));
        assertEquals("configuration: accepted\n", said(0, ""));
    }

    @Test
    void everyProblemIsListed() throws IOException {
        String said = said(1, "{\"limts\": [], \"hold\": 3}");
        assertEquals(
                "configuration: refused\n  limts: unknown field; did you mean limits\n"
                        + "  hold: must be true or false or \"auto\", is the number 3\n",
                said);
    }

    @Test
    void passingRequestsAreExplained() throws IOException {
        String said = said(0, CONFIG, request("secret-1", "gpt-4o", 100));
        assertTrue(
                said.contains("read as: openai chat\nmodel: gpt-4o\ncaller: ann, product gold\n"),
                said);
        assertTrue(
                said.contains(
                        "  day, looked at with the headers: consumer=ann product=gold limit=day, 100000 per day, needs at most "),
                said);
        assertTrue(
                said.contains(
                        "  tpm, looked at with the body: model=gpt-4o limit=tpm, 1000 per minute, needs at most "),
                said);
        assertTrue(
                said.contains("  team: does not apply, a value of its descriptor is missing\n"),
                said);
        assertTrue(
                said.endsWith("verdict: passes if every limit above has that much left\n"), said);
    }

    @Test
    void tooLargeRequestsCanNeverFit() throws IOException {
        String said = said(1, CONFIG, request("secret-1", "gpt-4o", 5000));
        assertTrue(said.contains(": can never fit\n"), said);
        assertTrue(said.endsWith("verdict: refused with 429, it can never fit\n"), said);
    }

    @Test
    void limitsThatSendOnSayWhereTo() throws IOException {
        String config =
                """
                {"rateLimit": {"cluster": "ratelimit"},
                 "limits": [{"name": "large", "descriptor": [{"key": "model", "source": "model"}], "quota": {"amount": 1000, "per": "minute"},
                             "when": {"models": ["gpt-4o"]}, "onOver": {"model": "gpt-4o-mini"}},
                            {"name": "small", "descriptor": [{"key": "model", "source": "model"}], "quota": {"amount": 9000, "per": "minute"},
                             "when": {"models": ["gpt-4o-mini"]}}]}
                """;
        String hop = "over a limit, goes on with gpt-4o-mini:\n  small, looked at with the body";
        String passes = said(0, config, request("k", "gpt-4o", 5000));
        assertTrue(passes.contains(hop), passes);
        assertTrue(passes.contains("verdict: passes with gpt-4o-mini instead if every"), passes);
        String refused = said(1, config, request("k", "gpt-4o", 50_000));
        assertTrue(refused.contains(hop), refused);
        assertTrue(refused.endsWith("verdict: refused with 429, it can never fit\n"), refused);
        String fits = said(0, config, request("k", "gpt-4o", 50));
        assertTrue(fits.contains("when over goes on with gpt-4o-mini\nverdict: passes if"), fits);
    }

    @Test
    void refusalsAreThoseOfTheGateway() throws IOException {
        assertTrue(
                said(1, CONFIG, request("secret-2", "gpt-4o", 100))
                        .contains("verdict: refused with 401\n"));
        String forbidden = said(1, CONFIG, request("secret-1", "o1", 100));
        assertTrue(forbidden.contains("verdict: refused with 403\n"), forbidden);
        assertTrue(!forbidden.contains("secret-1"), "no key is ever printed");
    }

    @Test
    void wrongCallsAreToldSo() throws IOException {
        assertEquals(
                2,
                Main.run(
                        new String[0],
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        NOW));
        assertTrue(said(2, CONFIG, "hello").contains("does not begin with a line such as"));
    }

    private static String request(String key, String model, int max) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: llm.example\r\nAuthorization: Bearer "
                + key
                + "\r\n\r\n"
                + "{\"model\": \""
                + model
                + "\", \"max_tokens\": "
                + max
                + ", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}";
    }

    private String said(int code, String config, String... request) throws IOException {
        Path configFile = Files.writeString(folder.resolve("config.json"), config);
        String[] args = {configFile.toString()};
        if (request.length == 1) {
            args =
                    new String[] {
                        args[0],
                        Files.writeString(folder.resolve("request.txt"), request[0]).toString()
                    };
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(
                code,
                Main.run(args, new PrintStream(out, true, StandardCharsets.UTF_8), NOW),
                out.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
