// lint: JVM only
package io.tollgate.tokens.tables;

import io.tollgate.tokens.Layout;
import java.util.Random;

/**
 * The merged token of each pair, in buckets of two slots, each pair in one of two buckets (cuckoo
 * hashing). A slot holds the merged token's id and a fingerprint; the token's own halves tell the
 * rest, so the table is exact.
 */
final class PairTable {
    private static final int MAX_MOVES = 10_000;

    private final int bits;
    private final int[] slots;
    private final Splits splits;
    private final Random random = new Random(1);

    private PairTable(int bits, Splits splits) {
        this.bits = bits;
        this.splits = splits;
        slots = new int[2 << bits];
    }

    static int[] of(Splits splits, int bits) {
        PairTable table = new PairTable(bits, splits);
        for (int id = 0; id < splits.left.length; id++) {
            if (splits.left[id] != id) {
                table.insert(id);
            }
        }
        table.markElsewhere();
        return table.slots;
    }

    private void insert(int id) {
        int moving = id;
        for (int move = 0; move < MAX_MOVES; move++) {
            long hash = hash(moving);
            int first = Layout.firstBucket(hash, bits);
            int second = Layout.secondBucket(hash, bits);
            int free = freeSlot(first, second);
            int slot =
                    free >= 0
                            ? free
                            : (random.nextBoolean() ? first : second) * 2 + random.nextInt(2);
            int evicted = slots[slot] & Layout.ID_MASK;
            slots[slot] = moving + 1 | Layout.fingerprint(hash) << Layout.ID_BITS;
            if (free >= 0) {
                return;
            }
            moving = evicted - 1;
        }
        throw new IllegalStateException("the pair table is too full");
    }

    /** In the first bucket if there is room: most look-ups end there. */
    private int freeSlot(int first, int second) {
        for (int slot : new int[] {first * 2, first * 2 + 1, second * 2, second * 2 + 1}) {
            if (slots[slot] == 0) {
                return slot;
            }
        }
        return -1;
    }

    private void markElsewhere() {
        boolean[] marks = new boolean[1 << bits];
        for (int slot = 0; slot < slots.length; slot++) {
            if (slots[slot] != 0) {
                int first = Layout.firstBucket(hash((slots[slot] & Layout.ID_MASK) - 1), bits);
                marks[first] |= first != slot / 2;
            }
        }
        for (int bucket = 0; bucket < marks.length; bucket++) {
            slots[bucket * 2] |= marks[bucket] ? Layout.ELSEWHERE : 0;
        }
    }

    private long hash(int id) {
        return Layout.pairHash(splits.left[id], splits.right[id]);
    }
}
