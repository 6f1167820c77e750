package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.usageEvent;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an answer says of the limits, and the kinds of limits there are; on every host. */
class AnswerSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String PATH = "/v1/chat/completions";
    private static final String TEAM =
            "{'name':'team','descriptor':[{'key':'team','value':'a'}],'quota':{'amount':1000,'per':'year'}}";
    private static final String CALLS =
            "{'name':'calls','descriptor':[{'key':'team','value':'a'}],'count':'requests',"
                    + "'quota':{'amount':10,'per':'month'}}";
    private static final String[][] EXPECTED = {
        {"x-ratelimit-limit-tokens", "1000"},
        {"x-ratelimit-limit-requests", "10"},
        {"anthropic-ratelimit-tokens-limit", "1000"},
        {"anthropic-ratelimit-requests-limit", "10"},
        {"ratelimit-policy", "\"team\";q=1000;w=31536000, \"calls\";q=10;w=2592000"},
        {"x-ratelimit-limit-31536000-openai", "1000"},
        {"x-ratelimit-limit-2592000-openai", "10"},
    };

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static String config(String more, String limits) {
        String text = "{'rateLimit':{'cluster':'rls','timeout':'2s','week':true}," + more;
        return (text + "'limits':[" + limits + "]}").replace('\'', '"');
    }

    private static Answer own(Answer answer) {
        return answer.header("x-ratelimit-remaining-tokens", "7")
                .header("anthropic-ratelimit-tokens-limit", "9");
    }

    private static Cluster provider() {
        String events = delta("a") + finish() + usageEvent() + event("[DONE]");
        return Cluster.http(
                request ->
                        own(
                                request.text().contains("\"stream\":true")
                                        ? Answer.events(events)
                                        : Answer.json(CHAT_ANSWER)));
    }

    private static void families(Exchange exchange, int callsLeft) {
        for (String[] header : EXPECTED) {
            exchange.hasHeader(header[0], header[1]);
        }
        String left = String.valueOf(callsLeft);
        exchange.hasHeader("x-ratelimit-remaining-requests", left);
        exchange.hasHeader("anthropic-ratelimit-requests-remaining", left);
        exchange.hasHeader("x-ratelimit-remaining-2592000-openai", left);
        String limits = ", 1000;w=31536000;name=\"team\", 10;w=2592000;name=\"calls\"";
        String all = exchange.header("x-ratelimit-limit").orElse("");
        assertTrue(all.endsWith(limits), exchange::toString);
        String ietf = exchange.header("ratelimit").orElse("");
        assertTrue(ietf.startsWith("\"team\";r="), exchange::toString);
    }

    private static long number(Exchange exchange, String header) {
        return Long.parseLong(exchange.header(header).orElseThrow());
    }

    @HostTest
    void everyFamilyStandsOnAnswersStreamsAndRefusals(Host host) {
        String all = "'headers':['openai','draft03','ietf','anthropic','provider'],";
        String config = config(all, TEAM + "," + CALLS);
        String large = CHAT.replace("\"messages\"", "\"max_tokens\":100,\"messages\"");
        try (Gateway gateway =
                host.start(limited(config, service()).upstream(provider()).build())) {
            Exchange plain = gateway.send(Request.json(PATH, CHAT));
            families(plain.hasStatus(200), 9);
            long left = number(plain, "x-ratelimit-remaining-tokens");
            assertTrue(left > 400 && left < 488, "after the own reservation: " + left);
            plain.hasHeader("x-upstream-x-ratelimit-remaining-tokens", "7");
            plain.hasHeader("x-upstream-anthropic-ratelimit-tokens-limit", "9");
            Exchange stream = gateway.send(Request.json(PATH, CHAT_STREAM));
            families(stream.hasStatus(200), 8);
            Exchange refused = gateway.send(Request.json(PATH, large));
            families(refused.hasStatus(429).upstreamSawNothing(), 7);
            long millis = number(refused, "retry-after-ms");
            assertEquals(Math.max(1, (millis + 999) / 1000), number(refused, "retry-after"));
            refused.hasHeader("x-should-retry", String.valueOf(millis <= 60_000));
            refused.hasHeader("x-ratelimit-remaining-tokens", "40");
        }
    }

    @HostTest
    void aShadowLimitCountsAndNeitherRefusesNorShows(Host host) {
        RateLimitModel service = service();
        String shadow = TEAM.replace("1000", "0").replace("'quota'", "'shadow':true,'quota'");
        try (Gateway gateway = host.start(limited(config("", shadow), service).build())) {
            Exchange passed = gateway.send(Request.json(PATH, CHAT)).hasStatus(200);
            passed.hasNoHeader("x-ratelimit-limit-tokens");
            assertEquals(480, Gateways.charged(service));
            String denied = "wasmcustom.tollgate.denied._outcome_=";
            assertEquals(1, gateway.metric(denied + "shadow;_limit_=team"));
            assertEquals(0, gateway.metric(denied + "refused;_limit_=team"));
        }
    }

    @HostTest
    void aRequestLeavesItsConcurrentLimitWhenItEnds(Host host) {
        RateLimitModel service = service();
        String at = "{'name':'atonce','descriptor':[{'key':'team','header':'x-team'}],";
        String one = at + "'count':'concurrent','quota':{'amount':1,'per':'second'}}";
        String none =
                one.replace("atonce", "none").replace("x-team", "x-none").replace(":1,", ":0,");
        try (Gateway gateway = host.start(limited(config("", one + "," + none), service).build())) {
            Request chat = Request.json(PATH, CHAT).header("x-team: a");
            gateway.send(chat).hasStatus(200);
            gateway.send(chat).hasStatus(200);
            Exchange refused = gateway.send(chat.header("x-none: a"));
            refused.hasStatus(429).upstreamSawNothing();
            assertTrue(refused.body().contains("limit none"), refused.body());
            gateway.send(chat).hasStatus(200);
            assertEquals(0, service.counters().size(), "it lives in the ledger alone");
        }
    }

    @HostTest
    void windowsOfSeveralUnitsAndOfAWeekAreCountedAndShown(Host host) {
        RateLimitModel service = service();
        String several =
                TEAM.replace("team'", "few'")
                        .replace("1000", "600")
                        .replace("'per':'year'", "'per':'day','interval':5");
        String week = TEAM.replace("'name':'team'", "'name':'week'").replace("year", "week");
        String config = config("'headers':['ietf'],", several + "," + week);
        try (Gateway gateway = host.start(limited(config, service).build())) {
            Exchange first = gateway.send(Request.json(PATH, CHAT)).hasStatus(200);
            String policy = first.header("ratelimit-policy").orElse("");
            assertEquals("\"few\";q=600;w=432000, \"week\";q=1000;w=604800", policy);
            assertEquals(960, Gateways.charged(service));
            assertTrue(
                    service.counters().keySet().stream().anyMatch(k -> k.contains("window_")),
                    () -> service.counters().toString());
            gateway.send(Request.json(PATH, CHAT)).hasStatus(200);
            gateway.send(Request.json(PATH, CHAT)).hasStatus(429);
        }
    }

    @HostTest
    void viaFilterTheNumberIsHandedOverAndNobodyIsAsked(Host host) {
        RateLimitModel service = service();
        String config =
                "{'rateLimit':{'via':'filter','mode':'charge'},'headers':[],'limits':[{'name':'team',"
                        + "'descriptor':[{'key':'team','value':'a'}]}]}";
        try (Gateway gateway =
                host.start(
                        limited(config.replace('\'', '"'), service)
                                .watchFilterState("wasm.tollgate.team")
                                .build())) {
            gateway.send(Request.json(PATH, CHAT))
                    .hasStatus(200)
                    .hasFilterState("wasm.tollgate.team", "480");
            assertEquals(0, service.counters().size());
        }
    }
}
