package io.tollgate.filter;

import io.tollgate.abi.state.SharedStore;
import io.tollgate.core.ledger.Ledger;
import io.tollgate.core.ledger.SharedSlots;
import java.util.Optional;

/**
 * The ledger's slots in Envoy's shared data, which knows neither removal nor expiry: so their
 * number is fixed.
 */
final class Slots implements SharedSlots {
    private static final String PREFIX = "tollgate.slot.";
    private static final String WORKERS = "tollgate.workers";
    private static final byte[] EMPTY = {};

    private final SharedStore store;
    private final String[] keys = new String[Ledger.SLOTS];

    Slots(SharedStore store) {
        this.store = store;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = PREFIX + i;
        }
    }

    /**
     * Makes sure that the slots exist, and gives a number that no other worker of this process has.
     */
    int join() {
        create();
        return newWorker();
    }

    /**
     * A key that two workers create at once loses one's write, so all exist before any worker
     * starts.
     */
    private void create() {
        if (store.get(WORKERS).isPresent()) {
            return;
        }
        for (String key : keys) {
            store.put(key, EMPTY);
        }
        store.put(WORKERS, new byte[4]);
    }

    private int newWorker() {
        while (true) {
            Optional<io.tollgate.abi.state.Versioned> current = store.get(WORKERS);
            byte[] count = current.orElseThrow().value().clone();
            int number = 1;
            for (int i = 0; i < 4; i++) {
                number += (count[i] & 255) << (8 * i);
            }
            for (int i = 0; i < 4; i++) {
                count[i] = (byte) (number >>> (8 * i));
            }
            if (store.compareAndSet(WORKERS, count, current.get().version())) {
                return number;
            }
        }
    }

    @Override
    public Versioned get(int slot) {
        Optional<io.tollgate.abi.state.Versioned> value = store.get(keys[slot]);
        return value.isEmpty()
                ? new Versioned(EMPTY, 0)
                : new Versioned(value.get().value(), value.get().version());
    }

    @Override
    public boolean compareAndSet(int slot, byte[] value, int version) {
        if (version == 0) { // a slot that get did not find
            store.put(keys[slot], value);
            return true;
        }
        return store.compareAndSet(keys[slot], value, version);
    }
}
