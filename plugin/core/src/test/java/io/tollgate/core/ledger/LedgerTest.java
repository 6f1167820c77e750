package io.tollgate.core.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long KEY = 0x1234_5678_9ABC_DEFL;
    private static final long NOW = 1_800_000_000_000L;

    private final MemorySlots slots = new MemorySlots();
    private final Ledger first = new Ledger(slots, 1);
    private final Ledger second = new Ledger(slots, 2);

    @Test
    void joiningTellsWhatWasThereBefore() {
        assertEquals(0, first.join(KEY, 100, NOW).inFlight());
        assertEquals(100, second.join(KEY, 50, NOW).inFlight());
        assertEquals(150, first.look(KEY, NOW).inFlight());
    }

    @Test
    void refusedRequestsLeaveAtOnce() {
        first.join(KEY, 100, NOW);
        second.join(KEY, 50, NOW);
        second.leave(KEY, 50, NOW);
        assertEquals(100, first.look(KEY, NOW).inFlight());
    }

    @Test
    void chargesMoveInOneStep() {
        Note before = first.look(KEY, NOW);
        first.join(KEY, 100, NOW);
        first.acknowledge(KEY, 100, 130, NOW);
        Note after = second.look(KEY, NOW);
        assertEquals(0, after.inFlight());
        assertEquals(130, after.acknowledgedSince(before));
    }

    @Test
    void countersAreApart() {
        first.join(KEY, 100, NOW);
        assertEquals(0, first.look(KEY + 1024, NOW).inFlight());
        assertEquals(0, first.look(KEY + 1, NOW).inFlight());
    }

    @Test
    void silentWorkersShareIsDroppedAfterFiveSeconds() {
        first.beat(NOW);
        first.join(KEY, 100, NOW);
        second.beat(NOW + 5000);
        assertEquals(100, second.look(KEY, NOW + 5000).inFlight());
        second.beat(NOW + 6000);
        assertEquals(0, second.look(KEY, NOW + 6000).inFlight());
        assertEquals(0, second.join(KEY, 7, NOW + 6000).inFlight());
    }

    @Test
    void beatingWorkersKeepTheirShare() {
        first.join(KEY, 100, NOW);
        for (int second = 0; second <= 30; second++) {
            first.beat(NOW + second * 1000L);
        }
        second.beat(NOW + 30_000);
        assertEquals(100, second.look(KEY, NOW + 30_000).inFlight());
    }

    @Test
    void lateSettlementOfADroppedShareDoesNoHarm() {
        first.join(KEY, 100, NOW);
        second.beat(NOW + 10_000);
        second.join(KEY, 1, NOW + 10_000);
        first.acknowledge(KEY, 100, 90, NOW + 11_000);
        assertEquals(1, second.look(KEY, NOW + 11_000).inFlight());
    }

    @Test
    void forgottenSumsCannotBeCompared() {
        first.acknowledge(KEY, 0, 10, NOW);
        Note before = second.look(KEY, NOW);
        second.join(KEY + 0x1_0000_0001L * 1024, 1, NOW + 120_000);
        assertEquals(-1, second.look(KEY, NOW + 120_000).acknowledgedSince(before));
        assertTrue(before.acknowledged() > 0);
    }

    @Test
    void slotsStaySmallAndFullOnesErrTowardsRefusing() {
        List<Long> keys = new ArrayList<>();
        for (long i = 0; i < 1000; i++) {
            keys.add((i << 42) + 5);
        }
        for (long key : keys) {
            first.join(key, 10, NOW);
        }
        assertTrue(slots.largest() <= 8 * 1024, "bounded: " + slots.largest());
        assertTrue(second.look(keys.get(999), NOW).inFlight() >= 10, "nobody is forgotten");
        for (long key : keys) {
            first.leave(key, 10, NOW);
        }
        for (long key : keys) {
            assertEquals(0, second.look(key, NOW).inFlight());
        }
    }

    @Test
    void exactUnderContention() throws ExecutionException, InterruptedException {
        int workers = 4;
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        AtomicLong charged = new AtomicLong();
        List<Future<?>> done = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Ledger ledger = new Ledger(slots, 100 + worker);
            Random random = new Random(worker);
            done.add(pool.submit(() -> run(ledger, random, charged)));
        }
        for (Future<?> future : done) {
            future.get();
        }
        pool.shutdown();
        Note rest = first.look(KEY, NOW);
        assertEquals(0, rest.inFlight());
        assertEquals(charged.get(), rest.acknowledged());
    }

    /**
     * A budget of 20 requests of 100 each: however they come, never more than 20 are let through.
     */
    @Test
    void reservationsNeverOvershoot() throws ExecutionException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        AtomicLong passed = new AtomicLong();
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Ledger ledger = new Ledger(slots, i % 2);
            done.add(
                    pool.submit(
                            () -> {
                                if (2000 - ledger.join(KEY, 100, NOW).inFlight() >= 100) {
                                    passed.incrementAndGet();
                                } else {
                                    ledger.leave(KEY, 100, NOW);
                                }
                            }));
        }
        for (Future<?> future : done) {
            future.get();
        }
        pool.shutdown();
        assertTrue(passed.get() <= 20 && passed.get() >= 1, "passed " + passed);
        assertEquals(passed.get() * 100, first.look(KEY, NOW).inFlight());
    }

    private static void run(Ledger ledger, Random random, AtomicLong charged) {
        for (int i = 0; i < 5000; i++) {
            long estimate = random.nextInt(1000);
            ledger.join(KEY, estimate, NOW);
            if (random.nextInt(4) == 0) {
                ledger.leave(KEY, estimate, NOW);
            } else {
                long real = random.nextInt(2000);
                ledger.acknowledge(KEY, estimate, real, NOW);
                charged.addAndGet(real);
            }
        }
    }
}
