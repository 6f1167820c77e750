package io.tollgate.abi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AllocatorTest {
    private static final int START = 1000;
    private static final int MAX = 32 << 20;

    private static final class Memory implements Words {
        private int[] words = new int[0x10000 / 4];

        @Override
        public int load(int address) {
            assertEquals(0, address & 3);
            return words[address >> 2];
        }

        @Override
        public void store(int address, int value) {
            words[address >> 2] = value;
        }

        @Override
        public int growTo(int end) {
            if (end > MAX) {
                return 0;
            }
            int size = end + 0xffff & ~0xffff;
            words = Arrays.copyOf(words, size / 4);
            return size;
        }
    }

    private final Memory memory = new Memory();
    private final Allocator allocator = new Allocator(memory, START, 0x10000);

    @Test
    void piecesNeverOverlapAndKeepTheirContent() {
        Random random = new Random(42);
        TreeMap<Integer, Integer> live = new TreeMap<>();
        for (int step = 0; step < 60_000; step++) {
            if (random.nextInt(100) < 52) {
                int size = 1 + random.nextInt(random.nextInt(20) == 0 ? 200_000 : 300);
                int address = allocator.allocate(size);
                if (address == 0) {
                    continue;
                }
                assertEquals(0, address & 7);
                var below = live.floorEntry(address);
                assertTrue(below == null || below.getKey() + below.getValue() <= address);
                var above = live.higherKey(address);
                assertTrue(above == null || address + size <= above);
                live.put(address, size);
                memory.store(address, address);
                memory.store(address + (size - 1 & ~3), address);
            } else if (!live.isEmpty()) {
                Integer address = live.ceilingKey(random.nextInt(live.lastKey() + 1));
                int size = live.remove(address);
                assertEquals(address, memory.load(address + (size - 1 & ~3)));
                allocator.free(address);
            }
        }
        live.keySet().forEach(allocator::free);
        assertEquals(0, allocator.inUse());
        assertEquals(START + 8, allocator.allocate(20 << 20));
    }

    @Test
    void freedNeighboursServeALargerPiece() {
        int[] pieces = new int[64];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = allocator.allocate(1000);
        }
        int wall = allocator.allocate(8);
        for (int i = 0; i < pieces.length; i += 2) {
            allocator.free(pieces[i]);
        }
        for (int i = 1; i < pieces.length; i += 2) {
            allocator.free(pieces[i]);
        }
        int whole = allocator.allocate(64_000);
        assertTrue(whole >= pieces[0] && whole < wall, "taken from the joined pieces");
    }

    @Test
    void aHoleOfAnySizeIsUsedAgain() {
        for (int size = 12; size < 4 << 20; size += size / 7 + 1) {
            int hole = allocator.allocate(size);
            int wall = allocator.allocate(8);
            allocator.free(hole);
            assertEquals(hole, allocator.allocate(size), "a hole of " + size);
            allocator.free(hole);
            allocator.free(wall);
        }
        assertEquals(0, allocator.inUse());
    }

    @Test
    void withoutMemoryThereIsZeroAndTheRestStillWorks() {
        int large = allocator.allocate(20 << 20);
        assertNotEquals(0, large);
        assertEquals(0, allocator.allocate(20 << 20));
        assertEquals(0, allocator.allocate(-1));
        assertEquals(0, allocator.allocate(Integer.MAX_VALUE));
        assertNotEquals(0, allocator.allocate(1 << 20));
        allocator.free(large);
        assertEquals(large, allocator.allocate(20 << 20));
    }

    @Test
    void freeingTwiceOrNothingDoesNothing() {
        int first = allocator.allocate(100);
        int second = allocator.allocate(100);
        allocator.free(0);
        allocator.free(first);
        allocator.free(first);
        int again = allocator.allocate(100);
        assertNotEquals(second, again);
        assertNotEquals(again, allocator.allocate(100));
    }

    @Test
    void bodiesThatComeAndGoDoNotMakeTheMemoryGrow() {
        for (int round = 0; round < 1000; round++) {
            int[] chunks = new int[100];
            for (int i = 0; i < chunks.length; i++) {
                chunks[i] = allocator.allocate(16_384 + 37 * (i % 5) + round % 3);
                assertNotEquals(0, chunks[i]);
            }
            for (int chunk : chunks) {
                allocator.free(chunk);
            }
        }
        assertTrue(memory.words.length * 4 < 4 << 20);
    }
}
