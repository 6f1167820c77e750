package io.tollgate.core.ledger;

import io.tollgate.core.ledger.SharedSlots.Versioned;
import java.util.Arrays;

/**
 * Which workers are alive: each writes its second into one shared slot, and looks at the others' as
 * it does so.
 */
final class Heartbeats {
    private static final int SILENT_AFTER = 5;
    private static final int FORGOTTEN_AFTER = 60;
    private static final int MAX_TRIES = 1000;

    private final SharedSlots slots;
    private final int slot;
    private final int worker;
    private int[] seen = {};

    Heartbeats(SharedSlots slots, int slot, int worker) {
        this.slots = slots;
        this.slot = slot;
        this.worker = worker;
    }

    /** False if it could not be written. */
    boolean beat(int seconds) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Versioned current = slots.get(slot);
            int[] beats = with(decode(current.value()), seconds);
            if (slots.compareAndSet(slot, encode(beats), current.version())) {
                seen = beats;
                return true;
            }
        }
        return false;
    }

    /** True unless the worker has neither beaten nor changed this share of late. */
    boolean alive(int other, int touched, int seconds) {
        int last = touched;
        for (int i = 0; i < seen.length; i += 2) {
            if (seen[i] == other) {
                last = Math.max(last, seen[i + 1]);
            }
        }
        return other == worker || seconds - last <= SILENT_AFTER;
    }

    private int[] with(int[] beats, int seconds) {
        int[] out = new int[beats.length + 2];
        out[0] = worker;
        out[1] = seconds;
        int size = 2;
        for (int i = 0; i < beats.length; i += 2) {
            if (beats[i] != worker && seconds - beats[i + 1] <= FORGOTTEN_AFTER) {
                out[size++] = beats[i];
                out[size++] = beats[i + 1];
            }
        }
        return Arrays.copyOf(out, size);
    }

    private static int[] decode(byte[] value) {
        int[] out = new int[value.length / 8 * 2];
        for (int i = 0; i < out.length; i++) {
            int at = 4 * i;
            int high = ((value[at] & 255) << 24) | ((value[at + 1] & 255) << 16);
            out[i] = high | ((value[at + 2] & 255) << 8) | (value[at + 3] & 255);
        }
        return out;
    }

    private static byte[] encode(int[] words) {
        byte[] out = new byte[words.length * 4];
        for (int i = 0; i < words.length; i++) {
            out[4 * i] = (byte) (words[i] >>> 24);
            out[4 * i + 1] = (byte) (words[i] >>> 16);
            out[4 * i + 2] = (byte) (words[i] >>> 8);
            out[4 * i + 3] = (byte) words[i];
        }
        return out;
    }
}
