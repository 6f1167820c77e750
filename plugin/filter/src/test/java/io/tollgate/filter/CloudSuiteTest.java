package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Said.CLAUDE;
import static io.tollgate.filter.Said.CLAUDE_ANSWER;
import static io.tollgate.filter.Said.CLAUDE_COUNTS;
import static io.tollgate.filter.Said.CLAUDE_END;
import static io.tollgate.filter.Said.CLAUDE_START;
import static io.tollgate.filter.Said.COMPLETE;
import static io.tollgate.filter.Said.GEMINI;
import static io.tollgate.filter.Said.GEMINI_COUNTS;
import static io.tollgate.filter.Said.GEMINI_EARLY;
import static io.tollgate.filter.Said.GEMINI_LAST;
import static io.tollgate.filter.Said.STOP;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The APIs of Google, Amazon and Cohere in every framing: no byte changes, the report is theirs.
 */
class CloudSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @HostTest
    void readsGemini(Host host) {
        String model = "/v1beta/models/gemini-2.0";
        String words =
                "\"provider\":\"gemini\",\"operation\":\"generate\",\"model\":\"gemini-2.0\"";
        String array = "[" + GEMINI_EARLY + "\n,\r\n" + GEMINI_LAST + "\n]";
        new Rows()
                .json(
                        model + ":generateContent",
                        GEMINI,
                        GEMINI_LAST,
                        words,
                        GEMINI_COUNTS,
                        "\"stream\":false",
                        COMPLETE)
                .events(
                        model + ":streamGenerateContent?alt=sse",
                        GEMINI,
                        event(GEMINI_EARLY) + event(GEMINI_LAST),
                        words,
                        "\"stream\":true",
                        GEMINI_COUNTS,
                        COMPLETE)
                .typed(
                        model + ":streamGenerateContent",
                        GEMINI,
                        "application/json; charset=UTF-8",
                        utf8(array),
                        words,
                        "\"stream\":true",
                        GEMINI_COUNTS,
                        COMPLETE)
                .pass(host);
    }

    @HostTest
    void readsVertex(Host host) {
        String at = "/v1/projects/p/locations/l/publishers/";
        String stream = event(CLAUDE_START) + event(CLAUDE_END) + event(STOP);
        new Rows()
                .json(
                        at + "google/models/gemini-2.0:generateContent",
                        GEMINI,
                        GEMINI_LAST,
                        "\"provider\":\"vertex\"",
                        GEMINI_COUNTS,
                        COMPLETE)
                .json(
                        at + "anthropic/models/claude-x:rawPredict",
                        CLAUDE,
                        CLAUDE_ANSWER,
                        "\"provider\":\"vertex\"",
                        "\"model\":\"claude-x\"",
                        CLAUDE_COUNTS,
                        COMPLETE)
                .events(
                        at + "anthropic/models/claude-x:streamRawPredict",
                        CLAUDE,
                        stream,
                        "\"stream\":true",
                        CLAUDE_COUNTS,
                        COMPLETE)
                .json(
                        at + "mistralai/models/mistral-x:rawPredict",
                        CHAT,
                        CHAT_ANSWER,
                        "\"model\":\"mistral-x\"",
                        "\"total\":480,",
                        COMPLETE)
                .pass(host);
    }

    @HostTest
    void readsBedrocksConverse(Host host) {
        String usage =
                "\"usage\":{\"inputTokens\":10,\"outputTokens\":7,\"totalTokens\":25,"
                        + "\"cacheReadInputTokens\":5,\"cacheWriteInputTokens\":3}";
        String answer =
                "{\"output\":{\"message\":{\"content\":[{\"text\":\"x\"}]}},\"stopReason\":\"end_turn\","
                        + usage
                        + "}";
        String model = "/model/us.anthropic.claude-x-v1%3A0/converse";
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}";
        byte[] stream =
                Rows.frames(
                        "event",
                        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"x\"}}",
                        "{\"stopReason\":\"end_turn\"}",
                        "{\"metrics\":{\"latencyMs\":9}," + usage + "}");
        byte[] cut = Rows.frames("exception", "{\"message\":\"slow down\"}");
        String type = "application/vnd.amazon.eventstream";
        String words =
                "\"provider\":\"bedrock\",\"operation\":\"converse\",\"model\":\"us.anthropic.claude-x-v1:0\"";
        new Rows()
                .json(model, body, answer, words, CLAUDE_COUNTS, "\"providerTotal\":25", COMPLETE)
                .typed(
                        model + "-stream",
                        body,
                        type,
                        stream,
                        words,
                        "\"stream\":true",
                        CLAUDE_COUNTS,
                        COMPLETE)
                .typed(model + "-stream", body, type, cut, "\"ended\":\"upstreamError\"")
                .pass(host);
    }

    @HostTest
    void readsBedrocksInvoke(Host host) {
        String model = "/model/anthropic.claude-x/invoke";
        byte[] stream =
                Rows.frames(
                        "event",
                        Rows.chunk(CLAUDE_START),
                        Rows.chunk(CLAUDE_END),
                        Rows.chunk(
                                "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":10,"
                                        + "\"outputTokenCount\":7,\"cacheReadInputTokenCount\":5,\"cacheWriteInputTokenCount\":3}}"));
        Answer headers =
                Answer.of(
                                200,
                                "content-type: application/json",
                                "x-amzn-bedrock-input-token-count: 12",
                                "x-amzn-bedrock-output-token-count: 4")
                        .body("{\"completion\":\"x\"}");
        new Rows()
                .json(
                        model,
                        CLAUDE,
                        CLAUDE_ANSWER,
                        "\"operation\":\"invoke\"",
                        CLAUDE_COUNTS,
                        COMPLETE)
                .typed(
                        model + "-with-response-stream",
                        CLAUDE,
                        "application/vnd.amazon.eventstream",
                        stream,
                        "\"stream\":true",
                        CLAUDE_COUNTS,
                        COMPLETE)
                .add(
                        Request.json("/model/other/invoke", "{\"prompt\":\"hi\"}"),
                        headers,
                        "\"input\":12,",
                        "\"output\":4,",
                        COMPLETE)
                .pass(host);
    }

    @HostTest
    void readsCohere(Host host) {
        String usage =
                "{\"billed_units\":{\"input_tokens\":5,\"output_tokens\":2},\"tokens\":{\"input_tokens\":71,\"output_tokens\":9}}";
        String counts =
                "\"input\":71,\"cachedInput\":0,\"cacheWrite\":0,\"output\":9,\"reasoning\":0,\"total\":80,";
        String body =
                "{\"model\":\"command-r\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        String words = "\"provider\":\"cohere\",\"operation\":\"chat\",\"model\":\"command-r\"";
        String v2 =
                "event: content-delta\n"
                        + event(
                                "{\"type\":\"content-delta\",\"delta\":{\"message\":{\"content\":{\"text\":\"x\"}}}}")
                        + "event: message-end\n"
                        + event(
                                "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":"
                                        + usage
                                        + "}}");
        String v1 =
                "{\"event_type\":\"text-generation\",\"text\":\"x\"}\n"
                        + "{\"event_type\":\"stream-end\",\"finish_reason\":\"COMPLETE\",\"response\":{\"text\":\"x\",\"meta\":"
                        + usage
                        + "}}\n";
        new Rows()
                .json(
                        "/v2/chat",
                        body,
                        "{\"message\":{\"content\":[{\"text\":\"x\"}]},\"usage\":" + usage + "}",
                        words,
                        counts,
                        COMPLETE)
                .events("/v2/chat", body, v2, words, "\"stream\":true", counts, COMPLETE)
                .json(
                        "/v1/chat",
                        body.replace("\"messages\"", "\"message\":\"hi\",\"x\""),
                        "{\"text\":\"x\",\"meta\":" + usage + "}",
                        words,
                        counts,
                        COMPLETE)
                .typed(
                        "/v1/chat",
                        body,
                        "application/stream+json",
                        utf8(v1),
                        words,
                        counts,
                        COMPLETE)
                .json(
                        "/v2/embed",
                        "{\"model\":\"embed\",\"texts\":[\"hi\"]}",
                        "{\"embeddings\":{},\"meta\":{\"billed_units\":{\"input_tokens\":3}}}",
                        "\"operation\":\"embeddings\"",
                        "\"input\":3,",
                        COMPLETE)
                .pass(host);
    }
}
