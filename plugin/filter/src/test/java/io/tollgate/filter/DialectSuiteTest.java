package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.charged;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.usageEvent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Clusters;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every API in every framing: no byte changes, and the report says what the provider said. */
class DialectSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String COMPLETE = "\"status\":\"complete\",\"ended\":\"complete\"";
    private static final String GEMINI = "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";
    private static final String GEMINI_EARLY =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":1,\"totalTokenCount\":12}}";
    private static final String GEMINI_LAST =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":2,"
                    + "\"cachedContentTokenCount\":4,\"totalTokenCount\":18},\"modelVersion\":\"gemini-2.0\"}";
    private static final String GEMINI_COUNTS =
            "\"input\":11,\"cachedInput\":4,\"cacheWrite\":0,\"output\":7,\"reasoning\":2,\"total\":18,\"providerTotal\":18,";
    private static final String CLAUDE = "{\"messages\":[],\"max_tokens\":9}";
    private static final String CLAUDE_ANSWER =
            "{\"model\":\"claude\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}],\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":5,"
                    + "\"cache_creation_input_tokens\":3,\"output_tokens\":7}}";
    private static final String CLAUDE_COUNTS =
            "\"input\":18,\"cachedInput\":5,\"cacheWrite\":3,\"output\":7,\"reasoning\":0,\"total\":25,";
    private static final String CLAUDE_START =
            "{\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"usage\":{\"input_tokens\":10,"
                    + "\"cache_read_input_tokens\":5,\"cache_creation_input_tokens\":3,\"output_tokens\":1}}}";
    private static final String CLAUDE_END =
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}}";
    private static final String STOP = "{\"type\":\"message_stop\"}";

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

    @HostTest
    void readsOpenAiResponses(Host host) {
        String usage =
                "\"usage\":{\"input_tokens\":20,\"input_tokens_details\":{\"cached_tokens\":8},\"output_tokens\":6,"
                        + "\"output_tokens_details\":{\"reasoning_tokens\":4},\"total_tokens\":26}";
        String counts =
                "\"input\":20,\"cachedInput\":8,\"cacheWrite\":0,\"output\":6,\"reasoning\":4,\"total\":26,\"providerTotal\":26,";
        String words = "\"provider\":\"openai\",\"operation\":\"responses\",\"model\":\"gpt-5\"";
        String whole =
                "{\"model\":\"gpt-5\",\"error\":null,\"output\":[{\"content\":[{\"text\":\"x\"}]}],"
                        + usage
                        + "}";
        Rows rows =
                new Rows()
                        .json(
                                "/v1/responses",
                                "{\"model\":\"gpt-5\",\"input\":\"hi\"}",
                                whole,
                                words,
                                counts,
                                COMPLETE);
        for (String end : new String[] {"completed", "incomplete"}) {
            String stream =
                    "event: response.output_text.delta\n"
                            + event("{\"type\":\"response.output_text.delta\",\"delta\":\"x\"}")
                            + ("event: response." + end + "\n")
                            + event(
                                    "{\"type\":\"response."
                                            + end
                                            + "\",\"response\":"
                                            + whole
                                            + "}");
            rows.events(
                    "/v1/responses",
                    "{\"model\":\"gpt-5\",\"stream\":true,\"input\":\"hi\"}",
                    stream,
                    words,
                    "\"stream\":true",
                    counts,
                    COMPLETE);
        }
        rows.pass(host);
    }

    @HostTest
    void readsMistralAndAzure(Host host) {
        String stream =
                delta("a")
                        + event(
                                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                                        + Gateways.USAGE
                                        + "}")
                        + event("[DONE]");
        String azure = "/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21";
        String named = "\"provider\":\"azure\",\"operation\":\"chat\",\"model\":\"my-gpt\"";
        new Rows()
                .add(
                        Request.json("/v1/chat/completions", CHAT).host("api.mistral.ai"),
                        Answer.json(CHAT_ANSWER),
                        "\"provider\":\"mistral\"",
                        "\"total\":480",
                        COMPLETE)
                .add(
                        Request.json("/v1/chat/completions", CHAT_STREAM).host("api.mistral.ai"),
                        Answer.events(stream),
                        "\"provider\":\"mistral\"",
                        "\"total\":480",
                        COMPLETE)
                .json(azure, CHAT, CHAT_ANSWER, named, "\"total\":480", COMPLETE)
                .events(
                        azure,
                        CHAT_STREAM,
                        delta("a") + finish() + usageEvent() + event("[DONE]"),
                        named,
                        "\"total\":480",
                        COMPLETE)
                .add(
                        Request.json("/openai/v1/chat/completions", CHAT).header("api-key: k"),
                        Answer.json(CHAT_ANSWER),
                        "\"provider\":\"azure\"",
                        "\"model\":\"gpt-4o\"",
                        COMPLETE)
                .add(
                        Request.json(
                                        "/openai/v1/responses",
                                        "{\"model\":\"gpt-5\",\"input\":\"x\"}")
                                .header("api-key: k"),
                        Answer.json(
                                "{\"usage\":{\"input_tokens\":2,\"output_tokens\":3,\"total_tokens\":5}}"),
                        "\"provider\":\"azure\"",
                        "\"total\":5",
                        COMPLETE)
                .pass(host);
    }

    @HostTest
    void sendsMistralNoFieldThatItRejects(Host host) {
        new Rows()
                .add(
                        Request.json("/v1/chat/completions", CHAT_STREAM).host("api.mistral.ai"),
                        Answer.events(delta("a") + finish() + usageEvent()),
                        "\"total\":480",
                        COMPLETE)
                .run(host, "{}", setup -> setup);
    }

    @HostTest
    void readsEmbeddingsOfAll(Host host) {
        String body = "{\"model\":\"embed\",\"input\":[\"hi\"]}";
        String words = "\"operation\":\"embeddings\",\"model\":\"embed\"";
        new Rows()
                .json(
                        "/v1/embeddings",
                        body,
                        "{\"data\":[],\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}",
                        words,
                        "\"input\":5,",
                        "\"output\":0,",
                        COMPLETE)
                .json(
                        "/v1/embeddings",
                        body,
                        "{\"data\":[],\"usage\":{\"total_tokens\":5}}",
                        words,
                        "\"input\":5,",
                        "\"output\":0,",
                        COMPLETE)
                .json(
                        "/v1beta/models/embed:embedContent",
                        "{\"content\":{\"parts\":[{\"text\":\"one two three\"}]}}",
                        "{\"embedding\":{}}",
                        words,
                        "\"output\":0,",
                        "\"status\":\"estimated\"")
                .pass(host);
    }

    @HostTest
    void neverChargesCountsAndLists(Host host) {
        String none =
                "\"total\":0,\"providerTotal\":0,\"estimatedInput\":0,\"status\":\"none\",\"ended\":\"complete\"";
        String usage =
                "{\"input_tokens\":14,\"usage\":{\"input_tokens\":14,\"prompt_tokens\":14,\"total_tokens\":14}}";
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        String limit =
                "{\"name\":\"all\",\"descriptor\":[{\"key\":\"k\",\"value\":\"v\"}],\"quota\":{\"amount\":0,\"per\":\"hour\"}}";
        Rows rows = new Rows();
        for (String path :
                new String[] {
                    "/v1/messages/count_tokens",
                    "/v1/responses/input_tokens",
                    "/tokenize",
                    "/v1beta/models/gemini-2.0:countTokens",
                    "/model/claude/count-tokens"
                }) {
            rows.json(path, CHAT, usage, "\"operation\":\"count\"", none);
        }
        rows.add(Request.get("/v1/models"), Answer.json(usage), "\"operation\":\"models\"", none)
                .add(
                        Request.get("/v1/models/gpt-4o"),
                        Answer.json(usage),
                        "\"operation\":\"models\"",
                        none)
                .run(
                        host,
                        config(limit),
                        setup -> setup.cluster("rls", Clusters.rateLimit(service)));
        assertEquals(0, charged(service));
    }

    @HostTest
    void readsBehindAnyPrefix(Host host) {
        Rows rows = new Rows();
        for (String path :
                new String[] {
                    "/api/paas/v4/chat/completions",
                    "/chat/completions",
                    "/serving/llm/openai/v1/chat/completions",
                    "/a//b/../v1/chat/completions/",
                    "/v1/chat%2Fcompletions?x=y"
                }) {
            rows.json(
                    path,
                    CHAT,
                    CHAT_ANSWER,
                    "\"operation\":\"chat\",\"model\":\"gpt-4o\"",
                    "\"total\":480",
                    COMPLETE);
        }
        rows.json(
                        "/responses",
                        "{\"model\":\"m\",\"input\":\"x\"}",
                        "{\"usage\":{\"input_tokens\":2,\"output_tokens\":3}}",
                        "\"operation\":\"responses\"",
                        "\"total\":5")
                .json(
                        "/bedrock/model/claude-x/invoke",
                        CLAUDE,
                        CLAUDE_ANSWER,
                        "\"operation\":\"invoke\",\"model\":\"claude-x\"",
                        CLAUDE_COUNTS)
                .json(
                        "/anthropic/v1/messages",
                        CLAUDE,
                        CLAUDE_ANSWER,
                        "\"operation\":\"messages\"",
                        CLAUDE_COUNTS)
                .json(
                        "/google-vertex/v1beta1/publishers/google/models/gemini-2.0:generateContent",
                        GEMINI,
                        GEMINI_LAST,
                        "\"operation\":\"generate\",\"model\":\"gemini-2.0\"",
                        GEMINI_COUNTS)
                .pass(host);
    }

    @HostTest
    void takesAnErrorInsideOfAStreamForItsEnd(Host host) {
        String ended = "\"ended\":\"upstreamError\"";
        new Rows()
                .events(
                        "/v1/chat/completions",
                        CHAT_STREAM,
                        delta("a") + event("{\"error\":{\"message\":\"overloaded\"}}"),
                        ended,
                        "\"output\":1,",
                        "\"status\":\"estimated\"")
                .events(
                        "/v1/messages",
                        CLAUDE,
                        event(CLAUDE_START)
                                + "event: error\n"
                                + event(
                                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}"),
                        ended,
                        "\"input\":18,",
                        "\"status\":\"partial\"")
                .events(
                        "/v1/responses",
                        "{\"model\":\"m\",\"stream\":true}",
                        event(
                                "{\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"server_error\"},\"usage\":{\"input_tokens\":2,\"output_tokens\":3}}}"),
                        ended,
                        "\"total\":5",
                        "\"status\":\"complete\"")
                .pass(host);
    }
}
