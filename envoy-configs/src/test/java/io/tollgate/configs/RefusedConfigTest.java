package io.tollgate.configs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealParts;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mistakes in docs/troubleshooting.md, as Envoy's log and tollgate-check tell them. */
class RefusedConfigTest {

    private static final Pattern SHOWN =
            Pattern.compile(
                    "RefusedConfigTest[^\n]*\n\n```json\n(.*?)```\n.*?```text\n(.*?)```",
                    Pattern.DOTALL);

    @TempDir private Path folder;

    /** Twenty mistakes at once, and all of them are listed. */
    @Test
    void envoysLogTellsEveryMistake() throws IOException {
        String text = EnvoyConfig.load("count-only.yaml").filterConfig(shown(1)).text();
        List<String> log = Launch.of(text).startRefused();
        List<String> mistakes = shown(2).lines().skip(1).toList();
        assertTrue(mistakes.size() >= 20);
        int at = 0;
        for (String line : mistakes) {
            int found = log.subList(at, log.size()).indexOf(line);
            assertTrue(found >= 0, line + "\nis not in\n" + String.join("\n", log));
            at += found + 1;
        }
        RealParts.usedOn("Envoy");
    }

    @Test
    void tollgateCheckSaysTheSame() throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("config.json"), shown(1));
        Process check =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.tollgate.core.check.Main",
                                config.toString())
                        .start();
        byte[] said = check.getInputStream().readAllBytes();
        assertEquals(1, check.waitFor());
        assertEquals(shown(2), new String(said, StandardCharsets.UTF_8));
    }

    /** Envoy's clusters come and go, so this is no reason to refuse a configuration. */
    @Test
    void aMissingClusterIsNamedWhenItIsAsked() {
        String typo =
                EnvoyConfig.load("limit.yaml").filterConfig().replace("ratelimit\"", "ratelimt\"");
        try (ScriptedUpstream upstream = ScriptedUpstream.json(Answers.OPENAI)) {
            EnvoyConfig config = EnvoyConfig.load("limit.yaml").filterConfig(typo);
            config.cluster("provider", upstream.port()).cluster("ratelimit", upstream.port());
            try (RealEnvoy envoy = Launch.of(config.text()).start()) {
                Answers.ask(envoy.port("gateway"), "gpt-4o", Map.of("x-user", "alice"));
                Await.until(
                        "the missing cluster is named",
                        () ->
                                String.join("", envoy.log())
                                        .contains("(cluster ratelimt: Envoy knows none"));
            }
        }
    }

    private static String shown(int group) throws IOException {
        Path file = RealParts.root().resolve("docs/troubleshooting.md");
        Matcher blocks = SHOWN.matcher(Files.readString(file));
        assertTrue(blocks.find(), "the blocks are not there");
        return blocks.group(group);
    }
}
