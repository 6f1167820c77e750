package io.tollgate.filter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Plugin;
import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Clusters;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.ModuleHost;
import io.tollgate.testkit.PlainHost;
import io.tollgate.testkit.Setup;
import io.tollgate.testkit.envoy.EnvoyHost;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the behaviour suite shares: the hosts, set-ups, and answers of providers. */
final class Gateways {
    /** The Envoys that the README names, besides the one that every test takes. */
    private static final List<String> OLDER = List.of("1.36.4", "1.37.0", "1.39.3");

    static final Path MODULE = Path.of("target", "tollgate.wasm");
    static final String REPORT = "wasm.tollgate";

    static final String CHAT =
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String CHAT_STREAM =
            "{\"model\":\"gpt-4o\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String USAGE =
            "\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":180,\"total_tokens\":480}";
    static final String CHAT_ANSWER =
            "{\"id\":\"x\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                    + USAGE
                    + "}";

    private Gateways() {}

    static Hosts hosts() {
        return hosts(TollgatePlugin::new, MODULE);
    }

    static Hosts hosts(Supplier<? extends Plugin> plugin, Path module) {
        EnvoyHost envoy = EnvoyHost.of(module);
        List<Host> hosts = new ArrayList<>();
        hosts.add(PlainHost.of(plugin));
        hosts.add(ModuleHost.of(module));
        hosts.add(envoy);
        OLDER.forEach(version -> hosts.add(envoy.version(version)));
        return Hosts.of(hosts.toArray(Host[]::new));
    }

    static Setup.Builder setup(String config) {
        return Setup.config(config).allowOnHeadersStopIteration().watchFilterState(REPORT);
    }

    static Setup.Builder limited(String config, RateLimitModel service) {
        return setup(config)
                .cluster("rls", Clusters.rateLimit(service))
                .upstream(Answer.json(CHAT_ANSWER));
    }

    static String event(String json) {
        return "data: " + json + "\n\n";
    }

    static String delta(String text) {
        return event(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                        + text
                        + "\"},\"finish_reason\":null}]}");
    }

    static String finish() {
        return event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    }

    static String usageEvent() {
        return event("{\"choices\":[]," + USAGE + "}");
    }

    static final String TEAM =
            "{\"name\":\"team\",\"descriptor\":[{\"key\":\"team\",\"header\":\"x-team\"}],"
                    + "\"quota\":{\"amount\":AMOUNT,\"per\":\"year\"}}";

    static String config(String limits) {
        return "{\"rateLimit\":{\"cluster\":\"rls\",\"timeout\":\"20s\"},\"limits\":["
                + limits
                + "]}";
    }

    /** A budget of each team's. */
    static String team(int amount) {
        return config(TEAM.replace("AMOUNT", Integer.toString(amount)));
    }

    static long charged(RateLimitModel service) {
        long sum = 0;
        for (long value : service.counters().values()) {
            sum += value;
        }
        return sum;
    }

    static void reports(Exchange exchange, String... parts) {
        String report = exchange.filterState(REPORT).orElse("");
        for (String part : parts) {
            assertTrue(report.contains(part), part + " in " + report + "\n" + exchange);
        }
    }
}
