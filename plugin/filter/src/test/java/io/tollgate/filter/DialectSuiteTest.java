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
import static io.tollgate.filter.Said.CLAUDE;
import static io.tollgate.filter.Said.CLAUDE_ANSWER;
import static io.tollgate.filter.Said.CLAUDE_COUNTS;
import static io.tollgate.filter.Said.CLAUDE_START;
import static io.tollgate.filter.Said.COMPLETE;
import static io.tollgate.filter.Said.GEMINI;
import static io.tollgate.filter.Said.GEMINI_COUNTS;
import static io.tollgate.filter.Said.GEMINI_LAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Clusters;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OpenAI's API and its relatives: no byte changes, and the report says what the provider said. */
class DialectSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

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
                "{\"name\":\"all\",\"descriptor\":[{\"key\":\"k\",\"value\":\"v\"}],\"quota\":{\"amount\":0,\"per\":\"year\"}}";
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
