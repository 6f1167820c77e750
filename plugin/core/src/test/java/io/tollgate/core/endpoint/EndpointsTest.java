package io.tollgate.core.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.config.Globs;
import io.tollgate.core.config.ProviderConfig;
import io.tollgate.core.config.WhenConfig.HeaderGlob;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    private static RequestHead head(String method, String target, String... headers) {
        int slash = target.indexOf('/');
        String authority = slash == 0 ? "gateway.example:8080" : target.substring(0, slash);
        return new RequestHead(method, target.substring(slash), authority, Headers.of(headers));
    }

    private static Optional<Endpoint> read(RequestHead head) {
        return Endpoints.recognise(head, List.of(), "", "", "");
    }

    private static String words(Endpoint e) {
        return e.provider()
                + " "
                + e.dialect().wireName()
                + " "
                + e.operation().wireName()
                + e.model().map(m -> " " + m).orElse("")
                + (e.streams() ? " stream" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | openai openai chat",
                "/v1/chat/completions?x=/v2/chat | openai openai chat",
                "/chat/completions | openai openai chat",
                "//v1//chat/completions/ | openai openai chat",
                "/v1/./x/../chat%2Fcompletions | openai openai chat",
                "/V1/Chat/Completions | openai openai chat",
                "/v1/chat/completions;x=1 | openai openai chat",
                "/v1/chat;a/x/..;/completions%3Bb?c | openai openai chat",
                "/api/paas/v4/chat/completions | openai openai chat",
                "/v1/completions | openai openai completions",
                "/v1/embeddings | openai openai embeddings",
                "/v1/responses | openai responses responses",
                "/responses | openai responses responses",
                "/v1/responses/compact | openai responses responses",
                "/v1/responses/input_tokens | openai responses count",
                "/v1/images/generations | openai openai images",
                "/v1/audio/transcriptions | openai openai audio",
                "/v1/messages | anthropic anthropic messages",
                "/v1/messages?beta=true | anthropic anthropic messages",
                "/v1/messages/count_tokens | anthropic anthropic count",
                "/openai/deployments/My-GPT/chat/completions?api-version=2024-10-21 | azure openai chat My-GPT",
                "/openai/v1/responses?api-version=preview | azure responses responses",
                "/openai/v1/chat/completions | kserve openai chat",
                "res.openai.azure.com/openai/v1/chat/completions | azure openai chat",
                "api.groq.com/openai/v1/chat/completions | openai openai chat",
                "api.mistral.ai:443/v1/chat/completions | mistral mistral chat",
                "/mistral/v1/chat/completions | mistral mistral chat",
                "api.mistral.ai/v1/embeddings | mistral mistral embeddings",
                "/vllm/v1/completions | vllm openai completions",
                "/v1/tokenize | vllm openai count",
                "/tokenize | vllm openai count",
                "/v1beta/models/gemini-2.5-flash:generateContent | gemini gemini generate gemini-2.5-flash",
                "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse | gemini gemini generate gemini-2.5-flash stream",
                "/v1beta/models/e:embedContent | gemini gemini embeddings e",
                "/v1beta/models/e:batchEmbedContents | gemini gemini embeddings e",
                "/v1beta/models/g:countTokens | gemini gemini count g",
                "/v1beta/openai/chat/completions | gemini openai chat",
                "/v1/projects/p/locations/l/publishers/google/models/g:generateContent | vertex gemini generate g",
                "/google-vertex/v1beta1/publishers/google/models/g:streamGenerateContent | vertex gemini generate g stream",
                "/v1/projects/p/locations/l/publishers/anthropic/models/c@1:streamRawPredict | vertex anthropic messages c@1 stream",
                "/v1/projects/p/locations/l/publishers/mistralai/models/m:rawPredict | vertex openai chat m",
                "/v1/projects/p/locations/l/endpoints/openapi/chat/completions | vertex openai chat",
                "/model/us.anthropic.claude-3%3A0/converse | bedrock bedrock converse us.anthropic.claude-3:0",
                "/bedrock/model/m/converse-stream | bedrock bedrock converse m stream",
                "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fus.x/invoke | bedrock invoke invoke arn:aws:bedrock:us-east-1:1:inference-profile/us.x",
                "/model/m/invoke-with-response-stream | bedrock invoke invoke m stream",
                "/model/m/count-tokens | bedrock bedrock count m",
                "bedrock-mantle.us-east-1.api.aws/openai/v1/responses | bedrock responses responses",
                "/v2/chat | cohere cohere chat",
                "/v2/embed | cohere cohere embeddings",
            })
    void recognisesAnApiByItsPath(String target, String words) {
        assertEquals(words, words(read(head("POST", target)).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/models | openai openai models",
                "/v1/models/gpt-4o | openai openai models",
                "/v1beta/models | gemini gemini models",
                "/v1beta/models/g | gemini gemini models",
            })
    void recognisesListsOfModels(String target, String words) {
        assertEquals(words, words(read(head("GET", target)).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/healthz",
                "/v1/conversations",
                "/v1/threads/t/messages",
                "/model//converse",
                "/x%2",
                "/v1/modelsx"
            })
    void leavesTheRestUnmatched(String path) {
        assertTrue(read(head("POST", path)).isEmpty());
        assertTrue(read(head("GET", path)).isEmpty());
    }

    @Test
    void leavesUpgradesAndOtherMethodsUnmatched() {
        assertTrue(read(head("POST", "/v1/chat/completions", "upgrade", "websocket")).isEmpty());
        assertTrue(read(head("CONNECT", "/v1/chat/completions")).isEmpty());
        assertTrue(read(head("GET", "/v1/chat/completions")).isEmpty());
        assertTrue(read(head("OPTIONS", "/v1/chat/completions")).isEmpty());
    }

    @Test
    void leavesEncodingsThatAreNotUndoneUnmatched() {
        assertTrue(read(head("POST", "/v1/messages", "content-encoding", "br")).isEmpty());
        assertTrue(read(head("POST", "/v1/messages", "content-encoding", "gzip, gzip")).isEmpty());
        for (String name : List.of("gzip", "GZIP", "x-gzip", "Identity", "")) {
            assertTrue(read(head("POST", "/v1/messages", "content-encoding", name)).isPresent());
        }
    }

    @Test
    void readsAMethodInAnyCase() {
        assertTrue(read(head("post", "/v1/chat/completions")).isPresent());
        assertTrue(read(head("get", "/v1/models")).isPresent());
    }

    @Test
    void tellsAzureByItsKey() {
        assertEquals(
                "azure openai chat",
                words(
                        read(head("POST", "/openai/v1/chat/completions", "api-key", "k"))
                                .orElseThrow()));
    }

    @Test
    void neverChargesCountsAndLists() {
        assertFalse(
                read(head("POST", "/v1/messages/count_tokens"))
                        .orElseThrow()
                        .operation()
                        .charged());
        assertFalse(read(head("GET", "/v1/models")).orElseThrow().operation().charged());
        assertTrue(read(head("POST", "/v1/messages")).orElseThrow().operation().charged());
    }

    @Test
    void asksForUsageWhereTheFieldIsKnown() {
        assertTrue(read(head("POST", "/v1/chat/completions")).orElseThrow().takesIncludeUsage());
        assertTrue(read(head("POST", "/v1/completions")).orElseThrow().takesIncludeUsage());
        assertFalse(read(head("POST", "/v1/embeddings")).orElseThrow().takesIncludeUsage());
        assertFalse(read(head("POST", "/v1/responses")).orElseThrow().takesIncludeUsage());
        assertFalse(
                read(head("POST", "api.mistral.ai/v1/chat/completions"))
                        .orElseThrow()
                        .takesIncludeUsage());
    }

    private static ProviderConfig rule(String name, String dialect, Globs paths, Globs models) {
        return new ProviderConfig(
                name,
                dialect,
                paths,
                Globs.ANY,
                models,
                List.of(new HeaderGlob("x-a", Globs.of("b*"))),
                Globs.ANY,
                Globs.of("c"));
    }

    @Test
    void takesTheFirstRuleThatMatches() {
        List<ProviderConfig> rules =
                List.of(
                        rule("first", "", Globs.of("/v1/*"), Globs.of("gpt*")),
                        rule("second", "anthropic", Globs.of("/own/*"), Globs.ANY),
                        rule("third", "", Globs.ANY, Globs.ANY));
        RequestHead chat = head("POST", "/v1//chat/completions?q", "x-a", "bc");
        RequestHead own = head("POST", "/own/llm", "x-a", "b");
        assertEquals(
                "third openai chat",
                words(Endpoints.recognise(chat, rules, "", "c", "").orElseThrow()));
        assertEquals(
                "first openai chat",
                words(Endpoints.recognise(chat, rules, "", "c", "gpt-4o").orElseThrow()));
        assertEquals(
                "openai openai chat",
                words(Endpoints.recognise(chat, rules, "", "d", "gpt-4o").orElseThrow()));
        assertEquals(
                "second anthropic messages",
                words(Endpoints.recognise(own, rules, "", "c", "").orElseThrow()));
        RequestHead plain = head("POST", "/v1/chat/completions");
        assertEquals(
                "openai openai chat",
                words(Endpoints.recognise(plain, rules, "", "c", "gpt-4o").orElseThrow()));
        assertTrue(
                Endpoints.recognise(head("POST", "/x", "x-a", "b"), rules, "", "c", "").isEmpty());
    }

    @Test
    void knowsEveryDialectByName() {
        for (Dialect dialect : Dialect.values()) {
            assertEquals(Optional.of(dialect), Dialect.named(dialect.wireName()));
        }
        assertTrue(Dialect.named("nonsense").isEmpty());
    }
}
