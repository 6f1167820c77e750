package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.limited;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which budget a call belongs to, on every host. */
class BudgetSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static String config(String more, String limits) {
        return "{\"rateLimit\":{\"cluster\":\"rls\",\"timeout\":\"20s\"},"
                + more
                + "\"limits\":["
                + limits
                + "]}";
    }

    private static String limit(String name, int amount, String model, String more) {
        return "{\"name\":\""
                + name
                + "\",\"descriptor\":[{\"key\":\"model\",\"source\":\"model\"}],"
                + "\"quota\":{\"amount\":"
                + amount
                + ",\"per\":\"year\"},"
                + "\"when\":{\"models\":[\""
                + model
                + "\"]}"
                + more
                + "}";
    }

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static long charged(RateLimitModel service, String name) {
        long sum = 0;
        for (Map.Entry<String, Long> counter : service.counters().entrySet()) {
            sum += counter.getKey().contains(name) ? counter.getValue() : 0;
        }
        return sum;
    }

    @HostTest
    void chargesTheModelThatTheCallWentOnWith(Host host) {
        RateLimitModel service = service();
        String limits =
                limit("dear", 0, "gpt-4o", ",\"onOver\":{\"model\":\"gpt-4o-mini\"}")
                        + ","
                        + limit("cheap", 900, "gpt-4o-mini", "");
        try (Gateway gateway = host.start(limited(config("", limits), service).build())) {
            Request chat = Request.json("/v1/chat/completions", CHAT);
            gateway.send(chat).hasStatus(200).upstreamGotBody(CHAT.replace("4o", "4o-mini"));
            gateway.send(chat).hasStatus(200);
            assertEquals(0, charged(service, "dear"));
            assertEquals(960, charged(service, "cheap"));
            Exchange refused = gateway.send(chat);
            refused.hasStatus(429).upstreamSawNothing();
            assertTrue(refused.body().contains("cheap"), refused.body());
        }
    }

    @HostTest
    void endsAChainOfBudgetsThatSendEachOtherOn(Host host) {
        String limits =
                limit("one", 0, "gpt-4o", ",\"onOver\":{\"model\":\"b\"}")
                        + ","
                        + limit("two", 0, "b", ",\"onOver\":{\"model\":\"gpt-4o\"}");
        try (Gateway gateway = host.start(limited(config("", limits), service()).build())) {
            gateway.send(Request.json("/v1/chat/completions", CHAT))
                    .hasStatus(429)
                    .upstreamSawNothing();
        }
    }

    @HostTest
    void asksForTheProviderThatTheModelTells(Host host) {
        RateLimitModel service = service();
        String providers =
                "\"providers\":[{\"name\":\"acme\",\"dialect\":\"openai\",\"when\":{\"models\":[\"gpt-*\"]}}],";
        String limits =
                "{\"name\":\"acme-tokens\",\"descriptor\":[{\"key\":\"provider\",\"source\":\"provider\"}],"
                        + "\"quota\":{\"amount\":600,\"per\":\"year\"},"
                        + "\"when\":{\"providers\":[\"acme\"]}}";
        try (Gateway gateway = host.start(limited(config(providers, limits), service).build())) {
            Request chat = Request.json("/v1/chat/completions", CHAT);
            gateway.send(chat).hasStatus(200);
            gateway.send(chat).hasStatus(200);
            assertEquals(960, charged(service, "provider_acme"));
            gateway.send(chat).hasStatus(429).upstreamSawNothing();
            gateway.send(Request.json("/v1/chat/completions", CHAT.replace("gpt-4o", "other")))
                    .hasStatus(200);
        }
    }

    @HostTest
    void countsAPathOnceHoweverItIsWritten(Host host) {
        RateLimitModel service = service();
        String limits =
                "{\"name\":\"p\",\"descriptor\":[{\"key\":\"path\",\"source\":\"path\"},"
                        + "{\"key\":\"host\",\"source\":\"authority\"}],"
                        + "\"quota\":{\"amount\":600,\"per\":\"year\"}}";
        try (Gateway gateway = host.start(limited(config("", limits), service).build())) {
            gateway.send(Request.json("/v1/chat/completions", CHAT)).hasStatus(200);
            gateway.send(Request.json("//v1/chat/%63ompletions?x=1", CHAT)).hasStatus(200);
            assertEquals(1, service.counters().size(), service.counters().toString());
            gateway.send(Request.json("/v1/./chat/completions", CHAT)).hasStatus(429);
        }
    }
}
