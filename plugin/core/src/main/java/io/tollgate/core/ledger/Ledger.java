package io.tollgate.core.ledger;

import io.tollgate.core.ledger.SharedSlots.Versioned;

/**
 * The in-flight ledger. A request joins a counter before it asks the service, and notes who was
 * there before; it leaves when it is refused, and is acknowledged when its charge has landed. Every
 * change is one compare-and-set, so what moves is never in two places nor in none.
 */
public final class Ledger {
    /** Slots of counters. */
    public static final int COUNTERS = 1024;

    /**
     * All slots, that of the heartbeats included; they must exist before the first worker starts.
     */
    public static final int SLOTS = COUNTERS + 1;

    private static final int KEPT_SECONDS = 60;
    private static final int MAX_TRIES = 10_000;

    private final SharedSlots slots;
    private final int worker;
    private final Heartbeats heartbeats;
    private long failures;

    /**
     * @param worker a number that no other living worker has, such as a random one
     */
    public Ledger(SharedSlots slots, int worker) {
        this.slots = slots;
        this.worker = worker;
        this.heartbeats = new Heartbeats(slots, COUNTERS, worker);
    }

    /** Tells the others that this worker lives; to be called every second. */
    public void beat(long nowMillis) {
        if (!heartbeats.beat(seconds(nowMillis))) {
            failures++;
        }
    }

    /**
     * How often a change could not be made; the shared memory is broken then, and requests pass as
     * with mode check.
     */
    public long failures() {
        return failures;
    }

    /** Reads a counter and changes nothing. */
    public Note look(long key, long nowMillis) {
        return note(new Shares(slots.get(slot(key)).value()), nonZero(key), seconds(nowMillis));
    }

    /** Adds an amount in flight; the note tells what was there before. */
    public Note join(long key, long amount, long nowMillis) {
        return change(key, Math.max(0, amount), 0, nowMillis);
    }

    /** Takes an amount out that will not be charged. */
    public void leave(long key, long amount, long nowMillis) {
        change(key, -Math.max(0, amount), 0, nowMillis);
    }

    /** Moves what was held to what was charged, which may be more or less. */
    public void acknowledge(long key, long held, long charged, long nowMillis) {
        change(key, -Math.max(0, held), Math.max(0, charged), nowMillis);
    }

    private Note change(long key, long inFlight, long acknowledged, long nowMillis) {
        int slot = slot(key);
        int seconds = seconds(nowMillis);
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Versioned current = slots.get(slot);
            Shares shares = new Shares(current.value());
            Note before = note(shares, nonZero(key), seconds);
            apply(shares, nonZero(key), inFlight, acknowledged, seconds);
            if (slots.compareAndSet(slot, shares.toBytes(), current.version())) {
                return before;
            }
        }
        failures++;
        return Note.NOTHING;
    }

    private void apply(Shares shares, long key, long inFlight, long acknowledged, int seconds) {
        prune(shares, key, seconds);
        int share = shares.find(key, worker);
        if (share < 0 && shares.count() >= Shares.MAX) {
            share = shares.find(Shares.OVERFLOW, worker);
            key = Shares.OVERFLOW;
        }
        if (share < 0) {
            share = shares.add(key, worker);
        }
        long missing = Math.max(0, -inFlight - shares.inFlight(share));
        shares.change(share, inFlight, acknowledged, seconds);
        int overflow = missing == 0 ? -1 : shares.find(Shares.OVERFLOW, worker);
        if (overflow >= 0) {
            shares.change(overflow, -missing, 0, seconds);
        }
    }

    /**
     * Drops the shares of silent workers, and those that hold nothing and have not changed for
     * long.
     */
    private void prune(Shares shares, long key, int seconds) {
        boolean full = shares.count() >= Shares.MAX;
        for (int i = shares.count() - 1; i >= 0; i--) {
            boolean idle =
                    shares.inFlight(i) == 0 && (full || seconds - shares.touched(i) > KEPT_SECONDS);
            boolean mine = shares.key(i) == key && shares.worker(i) == worker;
            if (!mine && (idle || !alive(shares, i, seconds))) {
                shares.remove(i);
            }
        }
    }

    private Note note(Shares shares, long key, int seconds) {
        long inFlight = 0;
        long acknowledged = 0;
        for (int i = 0; i < shares.count(); i++) {
            boolean counts = shares.key(i) == key || shares.key(i) == Shares.OVERFLOW;
            if (counts && alive(shares, i, seconds)) {
                inFlight += shares.inFlight(i);
            }
            acknowledged += counts ? shares.acknowledged(i) : 0;
        }
        return new Note(inFlight, acknowledged, shares.generation());
    }

    private boolean alive(Shares shares, int share, int seconds) {
        return heartbeats.alive(shares.worker(share), shares.touched(share), seconds);
    }

    private static int slot(long key) {
        return (int) ((key ^ (key >>> 32)) & (COUNTERS - 1));
    }

    private static long nonZero(long key) {
        return key == Shares.OVERFLOW ? 1 : key;
    }

    private static int seconds(long nowMillis) {
        return (int) (nowMillis / 1000);
    }
}
