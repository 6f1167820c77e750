// lint: JVM only
package io.tollgate.tokens.tables;

import io.tollgate.tokens.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One vocabulary's tables as the bytes of one file. */
final class TableFile {
    private final Ranks ranks;
    private final Splits splits;
    private final long[] slots;
    private final int[] pairs;
    private final CharacterClasses classes;
    private final int pairBits;

    TableFile(Ranks ranks, CharacterClasses classes, int pairBits) {
        this.ranks = ranks;
        this.classes = classes;
        this.pairBits = pairBits;
        splits = Splits.of(ranks);
        slots = DoubleArray.of(Automaton.of(ranks));
        pairs = PairTable.of(splits, pairBits);
    }

    byte[] bytes(int pattern) {
        int automaton = Layout.HEADER_BYTES;
        int slotCount = slots.length - 1;
        int info = automaton + slotCount * 8;
        int pair = info + ranks.tokens.length * 8;
        int index = pair + pairs.length * 4;
        int blocks = index + classes.index.length;
        int borders = (blocks + classes.blocks.length + 7) & -8;
        int size = borders + (2 << 16);
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(Layout.MAGIC).putInt(pattern).putInt(ranks.tokens.length);
        out.putInt((int) slots[slotCount]).putInt(automaton).putInt(info).putInt(pair);
        out.putInt(pairBits).putInt(index).putInt(blocks).putInt(size);
        out.putInt(borders);
        writeTables(out, automaton, info, index);
        out.position(borders);
        writeBorders(out);
        return out.array();
    }

    private void writeTables(ByteBuffer out, int automaton, int info, int index) {
        out.position(automaton);
        out.asLongBuffer().put(slots, 0, slots.length - 1);
        out.position(info);
        writeInfo(out);
        out.asIntBuffer().put(pairs);
        out.position(index);
        out.put(classes.index).put(classes.blocks);
    }

    /** For each two bytes the lowest rank of a merge that joins them. */
    private void writeBorders(ByteBuffer out) {
        int[] lowest = new int[1 << 16];
        Arrays.fill(lowest, Layout.NO_BORDER);
        for (int id = 0; id < ranks.tokens.length; id++) {
            if (splits.left[id] != id) {
                byte[] left = ranks.tokens[splits.left[id]];
                byte[] right = ranks.tokens[splits.right[id]];
                int border = (left[left.length - 1] & 0xFF) << 8 | (right[0] & 0xFF);
                lowest[border] = Math.min(lowest[border], ranks.ranks[id] >> Layout.BORDER_SHIFT);
            }
        }
        for (int low : lowest) {
            out.putShort((short) low);
        }
    }

    private void writeInfo(ByteBuffer out) {
        int n = ranks.tokens.length;
        boolean[] isLeft = new boolean[n];
        boolean[] isRight = new boolean[n];
        for (int id = 0; id < n; id++) {
            if (splits.left[id] != id) {
                isLeft[splits.left[id]] = true;
                isRight[splits.right[id]] = true;
            }
        }
        for (int id = 0; id < n; id++) {
            long flags = (isLeft[id] ? Layout.IS_LEFT : 0) | (isRight[id] ? Layout.IS_RIGHT : 0);
            long halves =
                    (long) splits.left[id] << Layout.LEFT_SHIFT
                            | (long) splits.right[id] << Layout.RIGHT_SHIFT;
            out.putLong(ranks.ranks[id] | halves | flags);
        }
    }
}
