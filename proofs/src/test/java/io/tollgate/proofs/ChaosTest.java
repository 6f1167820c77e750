package io.tollgate.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.real.Await;
import io.tollgate.testkit.real.Launch;
import io.tollgate.testkit.real.RealEnvoy;
import io.tollgate.testkit.real.RealParts;
import io.tollgate.testkit.real.RealRateLimitService;
import io.tollgate.testkit.real.RealStore;
import io.tollgate.testkit.real.ScriptedUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Everything around the module fails and comes back under load. Each request has a counter of its
 * own in the store, so a charge that is lost and one that is doubled cannot make up for each other.
 */
class ChaosTest {
    private static final int REQUESTS =
            Integer.parseInt(System.getenv().getOrDefault("CHAOS_REQUESTS", "5000"));
    private static final int PHASES = 7;

    /**
     * What was on its way at a kill may have landed, and is not sent again; all else is certain.
     */
    private static final Set<String> KILLS =
            Set.of("service killed and started", "Redis killed and started");

    private static final int BETWEEN = 4000;
    private static final String CONFIG =
            """
            {"rateLimit": {"cluster": "ratelimit", "timeout": "5s"}, "headers": [@HEADERS@],
             "limits": [{"name": "tokens", "descriptor": [{"key": "phase", "header": "x-phase"}, {"key": "id", "header": "x-id"}],
                         "quota": {"amount": 1000000, "per": "year"}}]}
            """;

    private final RealStore store = RealStore.startDurable();
    private final RealRateLimitService service =
            RealRateLimitService.start(store, Map.of(), "domain: llm\n");
    private final ScriptedUpstream provider = ScriptedUpstream.start(Load::provide);
    private final int base = ThreadLocalRandom.current().nextInt(1000, 30000);
    private final List<RealEnvoy> envoys = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final Path folder = newFolder();
    private RealEnvoy envoy;
    private volatile int port;
    private int updates;

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("chaos");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        envoys.forEach(RealEnvoy::close);
        provider.close();
        service.close();
    }

    /**
     * An Envoy that watches a file of its own; the same port and base as the one before: its
     * successor.
     */
    private RealEnvoy start(int listenOn, int baseId, int epoch) {
        port = listenOn;
        writeListener(listenOn);
        String text = Plan.watching(file(listenOn), provider.port(), service.grpcPort());
        RealEnvoy started =
                Launch.of(text)
                        .concurrency(2)
                        .arguments(
                                "--base-id",
                                String.valueOf(baseId),
                                "--restart-epoch",
                                String.valueOf(epoch),
                                "--drain-time-s",
                                "2",
                                "--parent-shutdown-time-s",
                                "5")
                        .start();
        started.port("gateway");
        envoys.add(started);
        return started;
    }

    private Path file(int listenOn) {
        return folder.resolve("listener-" + listenOn + ".yaml");
    }

    private void writeListener(int listenOn) {
        String headers = updates % 2 == 0 ? "\"openai\"" : "\"ietf\"";
        Plan plan = Plan.of(CONFIG.replace("@HEADERS@", headers));
        try {
            Path next = Files.writeString(folder.resolve("next"), plan.listeners(listenOn));
            Files.move(next, file(listenOn), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long metric(String name) {
        return envoy.stat("wasmcustom.tollgate." + name);
    }

    /** Load, and while it runs the same trouble again and again. */
    private Tally phase(String name, Optional<Runnable> trouble) {
        String key = "p" + tallies.size();
        long perhaps = metric("charges._outcome_=maybe");
        int requests = REQUESTS / PHASES;
        int times = 1 + requests / BETWEEN;
        try (Load load = Load.atLeast(requests, key, () -> port)) {
            for (int i = 1; i <= times && trouble.isPresent(); i++) {
                int from = requests * i / (times + 1);
                reach(load, from);
                trouble.get().run();
            }
            load.finish();
            Tally tally = settled(name, key, load, perhaps);
            assertEquals(0, load.refused(), name + ": an outage never blocks");
            tallies.add(tally);
            return tally;
        }
    }

    /** However slow the machine: only a load that stands still fails. */
    private static void reach(Load load, int from) {
        while (load.done() < from) {
            int next = Math.min(from, load.done() + 100);
            Await.until("request " + next, () -> load.done() >= next);
        }
    }

    private Tally tally(String name, String key, Load load, long perhapsBefore) {
        long perhaps = metric("charges._outcome_=maybe") - perhapsBefore;
        return Tally.of(name, key, load, store, Math.max(0, perhaps));
    }

    /** Charges may wait for ten seconds; what may have landed is not sent again. */
    private Tally settled(String name, String key, Load load, long perhapsBefore) {
        try {
            return Await.value(
                    name + ": every charge is there, or perhaps landed",
                    () ->
                            Optional.of(tally(name, key, load, perhapsBefore))
                                    .filter(t -> t.lost().requests() <= allowed(name, t)));
        } catch (AssertionError e) {
            return tally(name, key, load, perhapsBefore);
        }
    }

    private static long allowed(String phase, Tally tally) {
        return KILLS.contains(phase) ? tally.perhaps() : 0;
    }

    private void restartAfter(Runnable end) {
        end.run();
        long failed = failedLooks();
        Await.until("requests meet the outage", () -> failedLooks() > failed + 5);
    }

    private long failedLooks() {
        return metric("looks._outcome_=error") + metric("looks._outcome_=timeout");
    }

    private void stopService() {
        restartAfter(service::stop);
        service.restart();
    }

    private void killService() {
        restartAfter(service::kill);
        service.restart();
    }

    private void killStore() {
        restartAfter(store::kill);
        store.restart();
    }

    private void update() {
        long before = envoy.stat("listener_manager.lds.update_success");
        updates++;
        writeListener(port);
        Await.until(
                "the update is there",
                () -> envoy.stat("listener_manager.lds.update_success") > before);
    }

    private void hotRestart() {
        RealEnvoy parent = envoy;
        envoy = start(port, base, envoys.size());
        Await.until("the parent is gone", () -> !parent.alive());
    }

    private void replace() {
        RealEnvoy old = envoy;
        envoy = start(freePort(), base + 1 + envoys.size(), 0);
        old.adminPost("/drain_listeners?graceful");
        Await.until("no client is left at the old one", () -> idle(old));
        old.close();
    }

    /** A client between two requests is still there, and so is a charge that is on its way. */
    private static boolean idle(RealEnvoy old) {
        return old.stat("http.gateway.downstream_cx_active") == 0
                && old.stat("cluster.ratelimit.upstream_rq_active") == 0;
    }

    /** Envoy does not wait for filters at SIGTERM: what is in the queue then is gone. */
    private Tally endWithAQueue() {
        String key = "p" + tallies.size();
        service.stop();
        try (Load load = Load.exactly(100, key, () -> port).finish()) {
            envoy.close();
            service.restart();
            Tally tally =
                    Tally.of("Envoy ended (SIGTERM) with 100 charges queued", key, load, store, 0);
            tallies.add(tally);
            return tally;
        }
    }

    @Test
    void nothingIsLostAndNothingIsDoubled() throws IOException {
        envoy = start(freePort(), base, 0);
        phase("nothing fails", Optional.empty());
        phase("service ended and started", Optional.of(this::stopService));
        phase("service killed and started", Optional.of(this::killService));
        phase("Redis killed and started", Optional.of(this::killStore));
        phase("configuration updated", Optional.of(this::update));
        phase("Envoy drained and replaced", Optional.of(this::replace));
        int port = this.port;
        assertEquals(0, metric("dropped") + metric("panics"), "on port " + port);
        hotRestartable();
        phase("Envoy hot-restarted", Optional.of(this::hotRestart));
        Tally queued = endWithAQueue();
        report();
        assertTrue(queued.lost().requests() <= 100, queued::toString);
        assertEquals(0, queued.doubled().requests(), queued::row);
        for (Tally tally : tallies.subList(0, PHASES)) {
            assertEquals(0, tally.doubled().requests(), tally::row);
            assertTrue(tally.lost().requests() <= allowed(tally.phase(), tally), tally::row);
        }
        assertEquals(0, tallies.get(0).lost().requests() + tallies.get(0).cut());
    }

    /** The replacement has a base of its own; a chain of restarts begins at its epoch 0. */
    private void hotRestartable() {
        envoy.close();
        envoys.clear();
        envoy = start(port, base, 0);
    }

    private void report() throws IOException {
        StringBuilder table = new StringBuilder(Tally.HEAD);
        tallies.forEach(tally -> table.append(tally.row()));
        System.out.println(table);
        Path target = Files.createDirectories(RealParts.root().resolve("target"));
        Files.writeString(target.resolve("chaos.md"), table);
    }
}
