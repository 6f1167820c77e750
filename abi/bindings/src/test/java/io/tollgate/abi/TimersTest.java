package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TimersTest {
    private static final long SECOND = 1_000_000_000;
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        host.nanos = 10_000 * SECOND;
        vm.onContextCreate(1, 0);
        vm.onConfigure(1);
    }

    private void tick() {
        host.nanos += SECOND;
        vm.onTick(1);
    }

    @Test
    void aFailingTimerKeepsNoOtherFromRunning() {
        plugin.setup.timers().every(1000, () -> seen.add("first"));
        plugin.setup
                .timers()
                .every(
                        1000,
                        () -> {
                            throw new IllegalStateException("each time");
                        });
        plugin.setup.timers().every(1000, () -> seen.add("last"));
        tick();
        tick();
        assertEquals(List.of("first", "last", "first", "last"), seen);
        assertEquals(2, plugin.errors);
    }

    @Test
    void aTimerThatAnotherOneCancelsDoesNotRun() {
        List<Timers.Timer> timers = new ArrayList<>();
        plugin.setup.timers().every(1000, () -> timers.get(0).cancel());
        timers.add(plugin.setup.timers().every(1000, () -> seen.add("cancelled")));
        plugin.setup.timers().every(1000, () -> seen.add("other"));
        tick();
        assertEquals(List.of("other"), seen);
    }

    @Test
    void aClockSetBackDoesNotStopTheTimers() {
        plugin.setup.timers().every(1000, () -> seen.add("run"));
        tick();
        host.nanos -= 3600 * SECOND;
        tick();
        tick();
        assertEquals(3, seen.size());
    }
}
