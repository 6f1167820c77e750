package io.tollgate.proofs;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.RealStore;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Envoy with the module, the real service with its store, and a provider. */
final class Gateway implements AutoCloseable {
    static final String CHAT = "/v1/chat/completions";

    private final ScriptedUpstream provider;
    private final Optional<RealRateLimitService> service;
    private final RealEnvoy envoy;
    private final int port;

    private Gateway(
            Plan plan,
            ScriptedUpstream provider,
            Optional<RealRateLimitService> service,
            int servicePort) {
        this.provider = provider;
        this.service = service;
        envoy =
                Launch.of(plan.bootstrap(provider.port(), servicePort))
                        .concurrency(plan.workers())
                        .start();
        port = envoy.port("gateway");
    }

    static Gateway start(Plan plan, ScriptedUpstream.Script script) {
        return start(plan, RealStore.start(), script);
    }

    static Gateway start(Plan plan, RealStore store, ScriptedUpstream.Script script) {
        RealRateLimitService service = RealRateLimitService.start(store, Map.of(), "domain: llm\n");
        ScriptedUpstream provider = ScriptedUpstream.start(script);
        return new Gateway(plan, provider, Optional.of(service), service.grpcPort());
    }

    /** With something else than the service at its port. */
    static Gateway without(Plan plan, int servicePort, ScriptedUpstream.Script script) {
        return new Gateway(plan, ScriptedUpstream.start(script), Optional.empty(), servicePort);
    }

    int port() {
        return port;
    }

    ScriptedUpstream provider() {
        return provider;
    }

    RealRateLimitService service() {
        return service.orElseThrow();
    }

    RealEnvoy envoy() {
        return envoy;
    }

    RealClient.Answer chat(String team, String play, String body) {
        return RealClient.post(port, CHAT, Map.of("x-team", team, "x-play", play), body);
    }

    /** What a metric of the module says, over all series where it has labels. */
    long metric(String name) {
        String prefix = "wasmcustom.tollgate." + name;
        return envoy.adminGet("/stats?filter=wasmcustom")
                .lines()
                .filter(line -> line.startsWith(prefix) && !line.contains("P0("))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Waits, and tells what the store and the log say where it was in vain. */
    void await(String what, BooleanSupplier condition) {
        try {
            Await.until(what, condition);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + this, e);
        }
    }

    void awaitCounter(String key, long expected) {
        await(key + " is " + expected, () -> service().counter(key) == expected);
    }

    @Override
    public String toString() {
        int lines = envoy.accessLog().size();
        return "store: "
                + service.map(RealRateLimitService::counters)
                + "\nlog: "
                + String.join("\n", envoy.accessLog().subList(Math.max(0, lines - 20), lines))
                + "\nmetrics: "
                + envoy.adminGet("/stats?filter=wasmcustom")
                + "\nEnvoy: "
                + envoy.log().stream().filter(line -> !line.contains("[info]")).toList();
    }

    @Override
    public void close() {
        provider.close();
        envoy.close();
        service.ifPresent(RealRateLimitService::close);
    }
}
