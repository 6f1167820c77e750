package io.tollgate.quickstart;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.RealClient;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealParts;
import io.tollgate.testkit.real.RealRateLimitService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything on one machine: gateway, demo provider, rate limit service, page. */
public final class Quickstart implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final LiveState live = new LiveState();
    private final Settings settings;
    private final DemoServer demo;
    private final EnvoyProcess envoy;
    private final Supplier<Map<String, Long>> counters;

    private Quickstart(Settings settings) {
        this.settings = settings;
        String config = resource("/tollgate.json");
        Service service = settings.redis() ? realService() : embeddedService();
        counters = service.counters();
        Budgets budgets = new Budgets(Json.read(config), counters, Clock.systemUTC());
        demo = own(demo(budgets));
        envoy =
                own(
                        EnvoyProcess.start(
                                RealEnvoy.binary(""),
                                envoyConfig(config, service.port()),
                                live::line));
    }

    private DemoServer demo(Budgets budgets) {
        return DemoServer.start(
                settings.demoPort(),
                settings.port(),
                new DemoProvider(new Speaker(settings.counter())),
                () -> live.snapshot(budgets.now()));
    }

    private record Service(int port, Supplier<Map<String, Long>> counters) {}

    /** Starts everything and returns when the gateway answers. */
    static Quickstart start(Settings settings) {
        Quickstart all = new Quickstart(settings);
        try {
            all.awaitReady();
            return all;
        } catch (RuntimeException | AssertionError e) {
            all.close();
            throw e;
        }
    }

    /** The service's own counters, which the page must agree with. */
    Map<String, Long> counters() {
        return counters.get();
    }

    private Service embeddedService() {
        RateLimitServer server = own(RateLimitServer.start("llm", 0));
        return new Service(server.port(), server::counters);
    }

    private Service realService() {
        RealRateLimitService service = own(RealRateLimitService.start("domain: llm\n"));
        return new Service(service.grpcPort(), service::counters);
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    private String envoyConfig(String config, int rateLimitPort) {
        return resource("/envoy.yaml")
                .replace("@PORT@", String.valueOf(settings.port()))
                .replace("@ADMIN_PORT@", String.valueOf(settings.adminPort()))
                .replace("@DEMO_PORT@", String.valueOf(demo.port()))
                .replace("@RATELIMIT_PORT@", String.valueOf(rateLimitPort))
                .replace("@WASM@", settings.module().toString())
                .replace("@CONFIG@", Json.write(Json.read(config)));
    }

    private void awaitReady() {
        Await.value(
                "the gateway answers",
                START,
                () -> {
                    if (!envoy.alive()) {
                        throw new IllegalStateException(
                                "Envoy ended at start, see its lines above.");
                    }
                    Optional<RealClient.Answer> answer =
                            RealClient.tryGet(settings.port(), "/v1/models");
                    return answer.filter(a -> a.status() == 200);
                });
    }

    static String resource(String name) {
        try (InputStream in = Quickstart.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("quickstart: " + e);
            }
        }
    }

    /** Runs until it is told to stop. */
    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.from(System.getenv(), defaultModule());
        List<String> taken = settings.taken();
        if (!taken.isEmpty()) {
            System.err.println(String.join("\n", taken));
            System.exit(1);
        }
        Quickstart all = start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(all::close));
        System.out.println(Banner.text(settings));
        System.out.println("ready");
        System.out.flush();
        while (all.envoy.alive()) {
            Thread.currentThread().join(1000);
        }
        System.err.println("quickstart: Envoy has ended");
        System.exit(1);
    }

    private static Path defaultModule() {
        return RealParts.root().resolve("plugin/filter/target/tollgate.wasm");
    }
}
