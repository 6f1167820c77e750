package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.host.HostCallException;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.OutOfLinearMemoryException;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.state.Counter;
import io.tollgate.abi.state.Lifespan;
import io.tollgate.abi.state.SharedQueue;
import io.tollgate.abi.state.Versioned;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PluginSetupTest {
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);
    private PluginSetup setup;

    @BeforeEach
    void start() {
        host.buffers.put(HostPort.PLUGIN_CONFIGURATION, Utf8.encode("{}"));
        vm.onContextCreate(1, 0);
        assertTrue(vm.onConfigure(1));
        setup = plugin.setup;
    }

    @AfterEach
    void noBlockIsLeft() {
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void configurationAndNames() {
        host.properties.put("plugin_root_id", Utf8.encode("gate"));
        List<String> read = new ArrayList<>();
        plugin.on(
                "configure", event -> read.add(Utf8.decode(((PluginSetup) event).configuration())));
        assertTrue(vm.onConfigure(1));
        assertEquals(List.of("{}"), read);
        assertEquals("gate", setup.rootId());
        assertEquals("", setup.name());
    }

    @Test
    void propertiesByType() {
        host.properties.put("response\0code", new byte[] {(byte) 0xad, 1, 0, 0, 0, 0, 0, 0});
        host.properties.put("connection\0mtls", new byte[] {1});
        host.properties.put("xds\0route_name", Utf8.encode("r"));
        assertEquals(OptionalLong.of(429), setup.properties().number("response", "code"));
        assertTrue(setup.properties().flag("connection", "mtls"));
        assertFalse(setup.properties().flag("none"));
        assertEquals(Optional.of("r"), setup.properties().text("xds", "route_name"));
        assertEquals(Optional.empty(), setup.properties().bytes("none"));
        assertEquals(OptionalLong.empty(), setup.properties().number("none"));
        assertThrows(
                IllegalStateException.class, () -> setup.properties().number("xds", "route_name"));
        host.refusals.put("getProperty", Status.SERIALIZATION_FAILURE);
        assertEquals(Optional.empty(), setup.properties().text("xds", "route_name"));
        host.refusals.put("getProperty", 99);
        var refused =
                assertThrows(
                        HostCallException.class,
                        () -> setup.properties().text("xds", "route_name"));
        assertEquals(99, refused.status());
        assertTrue(refused.getMessage().contains("status 99"));
    }

    @Test
    void metricsAreDefinedOnceAndCounted() {
        Counter counter = setup.metrics().counter("c");
        counter.increment(2);
        counter.increment(0);
        setup.metrics().counter("c").increment(3);
        assertEquals(5, counter.value());
        assertEquals(
                1, host.calls.stream().filter(call -> call.startsWith("defineMetric")).count());
        assertThrows(IllegalArgumentException.class, () -> counter.increment(-1));
        assertThrows(IllegalArgumentException.class, () -> setup.metrics().gauge("c"));
        setup.metrics().gauge("g").set(7);
        setup.metrics().gauge("g").add(-2);
        assertEquals(5, setup.metrics().gauge("g").value());
        setup.metrics().histogram("h").record(9);
        assertTrue(host.called("recordMetric 14 9"));
    }

    @Test
    void sharedValuesAreComparedAndSet() {
        assertEquals(Optional.empty(), setup.shared().get("k"));
        setup.shared().put("k", Utf8.encode("one"));
        Versioned read = setup.shared().get("k").get();
        assertEquals("one", Utf8.decode(read.value()));
        assertTrue(setup.shared().compareAndSet("k", Utf8.encode("two"), read.version()));
        assertFalse(setup.shared().compareAndSet("k", Utf8.encode("three"), read.version()));
        assertEquals("two", Utf8.decode(setup.shared().get("k").get().value()));
    }

    @Test
    void versionZeroWouldOverwriteAndIsRefused() {
        setup.shared().put("k", Utf8.encode("one"));
        assertThrows(
                IllegalArgumentException.class,
                () -> setup.shared().compareAndSet("k", Utf8.encode("two"), 0));
        assertEquals("one", Utf8.decode(setup.shared().get("k").get().value()));
    }

    @Test
    void queuesTellTheirListener() {
        List<String> seen = new ArrayList<>();
        SharedQueue own =
                setup.queues().register("jobs", queue -> seen.add(Utf8.decode(queue.poll().get())));
        vm.onQueueReady(1, 77);
        vm.onQueueReady(1, 78);
        assertEquals(List.of("item"), seen);
        own.offer(Utf8.encode("x"));
        assertTrue(host.called("enqueue 77 x"));
        host.refusals.put("dequeue", Status.EMPTY);
        assertEquals(Optional.empty(), own.poll());
        assertTrue(setup.queues().resolve("", "jobs").isPresent());
        host.refusals.put("resolveQueue", Status.NOT_FOUND);
        assertTrue(setup.queues().resolve("", "jobs").isEmpty());
    }

    @Test
    void timersShareTheOneTick() {
        List<String> seen = new ArrayList<>();
        Timers.Timer fast = setup.timers().every(100, () -> seen.add("fast"));
        setup.timers().every(1000, () -> seen.add("slow"));
        assertEquals(List.of("setTickPeriod 100"), host.calls);
        for (int i = 0; i < 10; i++) {
            host.nanos += 100_000_000;
            vm.onTick(1);
        }
        assertEquals(10, seen.stream().filter("fast"::equals).count());
        assertEquals(1, seen.stream().filter("slow"::equals).count());
        fast.cancel();
        fast.cancel();
        assertEquals(List.of("setTickPeriod 100", "setTickPeriod 1000"), host.calls);
        assertThrows(IllegalArgumentException.class, () -> setup.timers().every(0, () -> {}));
    }

    @Test
    void aFailingTimerIsToldToThePlugin() {
        setup.timers()
                .every(
                        10,
                        () -> {
                            throw new IllegalStateException();
                        });
        host.nanos += 10_000_000;
        vm.onTick(1);
        assertEquals(1, plugin.errors);
    }

    @Test
    void theLogLevelIsAskedOncePerCallback() {
        Log log = setup.log();
        log.debug(() -> "never");
        assertFalse(log.isEnabled(LogLevel.DEBUG));
        assertTrue(log.isEnabled(LogLevel.WARN));
        assertEquals(List.of("getLogLevel"), host.calls);
        host.logLevel = 0;
        vm.onTick(1);
        log.debug(() -> "now");
        log.info("i");
        log.warn("w");
        log.error("e");
        assertEquals(List.of("1 now", "2 i", "3 w", "4 e"), host.logs);
    }

    @Test
    void theClockIsTheHosts() {
        host.nanos = 5_000_000_123L;
        assertEquals(5_000_000_123L, setup.clock().nanos());
        assertEquals(5_000, setup.clock().millis());
    }

    @Test
    void foreignFunctionsAnswerOrAreRefused() {
        assertArrayEquals(new byte[0], setup.foreign().call("compress", Utf8.encode("text")).get());
        assertTrue(host.called("callForeignFunction compress text"));
        assertTrue(setup.filterState().declareOnce("caller", Lifespan.REQUEST));
        assertTrue(
                host.called(
                        "callForeignFunction declare_property \n\u0006caller\u0010\u0001\u0018\u0001(\u0001"),
                host.calls.toString());
        host.refusals.put("callForeignFunction", Status.NOT_FOUND);
        assertEquals(Optional.empty(), setup.foreign().call("compress", new byte[0]));
        host.refusals.put("callForeignFunction", Status.INVALID_MEMORY_ACCESS);
        assertThrows(
                OutOfLinearMemoryException.class,
                () -> setup.foreign().call("compress", new byte[0]));
    }

    @Test
    void filterStateSaysWhetherItWasAccepted() {
        vm.onContextCreate(2, 1);
        plugin.on(
                "onLog",
                event -> {
                    StreamSummary summary = (StreamSummary) event;
                    assertTrue(summary.filterState().put("tollgate", "{}"));
                    assertArrayEquals(
                            Utf8.encode("{}"), summary.filterState().get("tollgate").get());
                    assertTrue(
                            summary.filterState()
                                    .putObject(
                                            "envoy.ratelimit.hits_addend", "42", Lifespan.REQUEST));
                    host.refusals.put("callForeignFunction", Status.NOT_FOUND);
                    assertFalse(
                            summary.filterState().putObject("none", "42", Lifespan.FILTER_CHAIN));
                    return null;
                });
        vm.onLog(2);
        assertEquals(0, plugin.errors);
        assertTrue(host.called("setProperty tollgate {}"));
        assertTrue(
                host.called(
                        "callForeignFunction set_envoy_filter_state \n\u001benvoy.ratelimit.hits_addend\u0012\u000242\u0018\u0001"));
    }
}
