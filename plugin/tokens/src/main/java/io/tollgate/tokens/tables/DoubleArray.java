// lint: JVM only
package io.tollgate.tokens.tables;

import io.tollgate.tokens.Layout;
import io.tollgate.tokens.tables.Automaton.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Places the automaton's edges: the edge with label c of a state with base b lies in slot b + c. No
 * two states share a base, so the label alone tells whose slot it is. Base 0 belongs to no state
 * and stands for "nothing follows".
 */
final class DoubleArray {
    private long[] slots = new long[1 << 16];
    private final BitSet used = new BitSet();
    private final BitSet bases = new BitSet();
    private final int[] baseOf;
    private int size;

    private DoubleArray(int states) {
        baseOf = new int[states];
        bases.set(0);
    }

    /** The slots, and the root's base in the last place. */
    static long[] of(Automaton automaton) {
        DoubleArray array = new DoubleArray(automaton.states.size());
        List<State> order = new ArrayList<>(automaton.states);
        order.removeIf(s -> s.targets.isEmpty());
        order.sort(
                Comparator.<State>comparingInt(s -> -s.targets.size())
                        .thenComparingInt(s -> s.rank)
                        .thenComparingInt(s -> s.number));
        for (State state : order) {
            array.place(state);
        }
        Arrays.fill(array.slots, Layout.EMPTY_LABEL);
        for (State state : order) {
            array.write(state);
        }
        // A walk may ask for any label of any state, so 256 slots follow the last base.
        long[] result = Arrays.copyOf(array.slots, array.size + 257);
        Arrays.fill(result, array.size, result.length, Layout.EMPTY_LABEL);
        result[result.length - 1] = array.baseOf[automaton.root.number];
        return result;
    }

    private void place(State state) {
        int first = state.labels.get(0);
        int slot = used.nextClearBit(first + 1);
        while (!fits(state, slot - first)) {
            slot = used.nextClearBit(slot + 1);
        }
        int base = slot - first;
        bases.set(base);
        baseOf[state.number] = base;
        for (int label : state.labels) {
            used.set(base + label);
        }
        size = Math.max(size, used.length());
        while (slots.length < size + 1) {
            slots = Arrays.copyOf(slots, slots.length * 2);
        }
    }

    private boolean fits(State state, int base) {
        if (bases.get(base)) {
            return false;
        }
        for (int label : state.labels) {
            if (used.get(base + label)) {
                return false;
            }
        }
        return true;
    }

    private void write(State state) {
        long words = state.end ? 1 : 0;
        for (int i = 0; i < state.targets.size(); i++) {
            State target = state.targets.get(i);
            int label = state.labels.get(i);
            long next = (long) baseOf[target.number] << Layout.BASE_SHIFT;
            long end = target.end ? Layout.FINAL_BIT : 0;
            slots[baseOf[state.number] + label] = words << 32 | next | end | label;
            words += target.words;
        }
    }
}
