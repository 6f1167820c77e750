package io.tollgate.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The filter state is a contract: these keys, in this order. */
class StateJsonTest {
    private static String json(Report report) {
        return new String(StateJson.of(report), StandardCharsets.UTF_8);
    }

    @Test
    void writesEveryKeyInItsOrder() {
        Report report =
                new Report(
                        "openai",
                        "chat",
                        "mini",
                        "gpt-4o",
                        true,
                        "alice",
                        "gold",
                        new Usage(1, 2, 3, 4, 5, 6),
                        7,
                        CountStatus.PARTIAL,
                        Ended.UPSTREAM_ERROR,
                        "team",
                        8,
                        9,
                        10);
        assertEquals(
                "{\"provider\":\"openai\",\"operation\":\"chat\",\"model\":\"mini\","
                        + "\"requestedModel\":\"gpt-4o\",\"stream\":true,\"consumer\":\"alice\","
                        + "\"product\":\"gold\",\"input\":1,\"cachedInput\":2,\"cacheWrite\":3,"
                        + "\"output\":4,\"reasoning\":5,\"total\":5,\"providerTotal\":6,"
                        + "\"estimatedInput\":7,\"status\":\"partial\",\"ended\":\"upstreamError\","
                        + "\"deniedBy\":\"team\",\"attempts\":8,\"ttftMs\":9,\"durationMs\":10}",
                json(report));
    }

    @Test
    void leavesAbsentTextsOutAndWritesAbsentNumbersAsZero() {
        Report report =
                new Report(
                        "",
                        "",
                        "",
                        "",
                        false,
                        "",
                        "",
                        Usage.NONE,
                        0,
                        CountStatus.NONE,
                        Ended.NOT_STARTED,
                        "",
                        0,
                        -1,
                        0);
        assertEquals(
                "{\"stream\":false,\"input\":0,\"cachedInput\":0,\"cacheWrite\":0,\"output\":0,"
                        + "\"reasoning\":0,\"total\":0,\"providerTotal\":0,\"estimatedInput\":0,"
                        + "\"status\":\"none\",\"ended\":\"notStarted\",\"attempts\":0,\"ttftMs\":0,"
                        + "\"durationMs\":0}",
                json(report));
    }

    @Test
    void escapesWhatCallersChoose() {
        Report report =
                new Report(
                        "",
                        "",
                        "a\"b\n",
                        "",
                        false,
                        "",
                        "",
                        Usage.NONE,
                        0,
                        CountStatus.NONE,
                        Ended.COMPLETE,
                        "",
                        0,
                        0,
                        0);
        assertEquals("{\"model\":\"a\\\"b\\n\",\"stream\":", json(report).substring(0, 27));
    }
}
