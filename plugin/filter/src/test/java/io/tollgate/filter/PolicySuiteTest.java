package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.limited;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may call what, and how a refusal reads in each dialect; on every host. */
class PolicySuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String CONFIG =
            "{'auth':{'required':true,'keys':[{'key':'k1','consumer':'ann','product':'chats'},"
                    + "{'key':'k2','consumer':'bob','product':'vectors'},"
                    + "{'key':'k3','consumer':'eve','product':'chats','expires':'2020-01-01T00:00:00Z'}]},"
                    + "'products':[{'name':'chats','models':['small-*'],'maxPromptTokens':50},"
                    + "{'name':'vectors','operations':['embeddings']}]}";
    private static final String DENY =
            "{'rateLimit':{'cluster':'rls','timeout':'2s','onError':'deny'},'limits':[{'name':'team',"
                    + "'descriptor':[{'key':'team','value':'a'}],'quota':{'amount':1000,'per':'year'}}]}";

    /** How a dialect says that there is no key, that it is not enough, that there is no service. */
    private record Speech(
            String path, String body, String unknown, String forbidden, String unavailable) {}

    private static final List<Speech> SPEECHES =
            List.of(
                    new Speech(
                            "/v1/chat/completions",
                            CHAT,
                            "\"param\":null,\"code\":\"invalid_api_key\"",
                            "{\"error\":{\"message\":",
                            "\"code\":\"service_unavailable\""),
                    new Speech(
                            "/v1/messages",
                            "{\"model\":\"claude\",\"max_tokens\":9,\"messages\":[]}",
                            "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"",
                            "{\"type\":\"error\",\"error\":{\"type\":\"permission_error\"",
                            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\""),
                    new Speech(
                            "/v1beta/models/gemini-2.0-flash:generateContent",
                            "{\"contents\":[]}",
                            "\"status\":\"UNAUTHENTICATED\"",
                            "\"status\":\"PERMISSION_DENIED\"",
                            "\"status\":\"UNAVAILABLE\""),
                    new Speech(
                            "/model/amazon.nova/converse",
                            "{\"messages\":[]}",
                            "{\"message\":",
                            "{\"message\":",
                            "{\"message\":"),
                    new Speech(
                            "/v2/chat",
                            "{\"model\":\"command\",\"messages\":[]}",
                            "{\"id\":\"r1\",\"message\":",
                            "{\"id\":\"r1\",\"message\":",
                            "{\"id\":\"r1\",\"message\":"));

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static Request post(Speech speech) {
        return Request.json(speech.path(), speech.body()).header("x-request-id: r1");
    }

    private static void says(Exchange exchange, int status, String part) {
        exchange.hasStatus(status).upstreamSawNothing();
        exchange.hasHeader("content-type", "application/json");
        String id = exchange.header("x-request-id").orElse("r1");
        String expected = part.replace("r1", id);
        assertTrue(
                exchange.body().contains(expected) || exchange.body().contains(part),
                () -> part + "\n" + exchange);
    }

    private static Gateway start(Host host, String config) {
        return host.start(limited(config.replace('\'', '"'), service()).build());
    }

    @HostTest
    void withoutAKeyAndWithOneThatDoesNotReachIsSaidInTheDialect(Host host) {
        try (Gateway gateway = start(host, CONFIG)) {
            for (Speech speech : SPEECHES) {
                says(gateway.send(post(speech)), 401, speech.unknown());
                says(gateway.send(post(speech).header("x-api-key: k9")), 401, speech.unknown());
                says(gateway.send(post(speech).header("x-api-key: k3")), 401, speech.unknown());
                Exchange refused = gateway.send(post(speech).header("x-api-key: k1"));
                says(refused, 403, speech.forbidden());
                if (speech.path().startsWith("/model/")) {
                    refused.hasHeader("x-amzn-errortype", "AccessDeniedException");
                }
            }
        }
    }

    @HostTest
    void aProductOpensItsModelsItsOperationsAndPromptsUpToItsCap(Host host) {
        String small = CHAT.replace("gpt-4o", "small-1");
        Request chat = Request.json("/v1/chat/completions", small).header("x-api-key: k1");
        String vectors = "{\"model\":\"any\",\"input\":\"hi\"}";
        Request embed = Request.json("/v1/embeddings", vectors);
        try (Gateway gateway = start(host, CONFIG)) {
            gateway.send(chat).hasStatus(200).upstreamGotNoHeader("x-api-key");
            String prompt = small.replace("hi", "hi ".repeat(200));
            Exchange large =
                    gateway.send(
                            Request.json("/v1/chat/completions", prompt).header("x-api-key: k1"));
            large.hasStatus(400).upstreamSawNothing();
            assertTrue(large.body().contains("Limit 50 tokens, Requested 2"), large.body());
            gateway.send(embed.header("x-api-key: k2")).hasStatus(200);
            says(gateway.send(embed.header("x-api-key: k1")), 403, "'any'");
            says(
                    gateway.send(
                            Request.json("/v1/chat/completions", small).header("x-api-key: k2")),
                    403,
                    "the operation 'chat'");
        }
    }

    @HostTest
    void withoutTheServiceDenyIsSaidInTheDialect(Host host) {
        String config = DENY.replace('\'', '"');
        try (Gateway gateway =
                host.start(limited(config, service()).cluster("rls", Cluster.refusing()).build())) {
            for (Speech speech : SPEECHES) {
                Exchange refused = gateway.send(post(speech));
                says(refused, 503, speech.unavailable());
                if (speech.path().startsWith("/model/")) {
                    refused.hasHeader("x-amzn-errortype", "ServiceUnavailableException");
                }
            }
        }
    }

    @HostTest
    void aSmallHttp2BodyOfUnknownLengthIsNoWayAroundALimitOfTheHeaders(Host host) {
        Request chat =
                Request.of("POST", "/v1/chat/completions")
                        .header("content-type: application/json")
                        .header("x-team: a")
                        .overHttp2()
                        .body(CHAT);
        Answer answer = Answer.json(CHAT_ANSWER);
        try (Gateway gateway =
                host.start(limited(Gateways.team(900), service()).upstream(answer).build())) {
            gateway.send(chat).hasStatus(200).upstreamGotBody(CHAT);
            gateway.send(chat).hasStatus(200);
            gateway.send(chat).hasStatus(429).upstreamSawNothing();
        }
    }
}
