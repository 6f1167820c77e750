package io.tollgate.core.answer;

import io.tollgate.core.usage.Usage;

/** The numbers of a usage as a provider names them, by the ids of the answer tables. */
final class Counts {
    /** More than any call can use; sums of such numbers still fit. */
    private static final long MOST = 1L << 60;

    private final long[] values = new long[11];
    private int known;

    void clear() {
        known = 0;
    }

    static boolean counts(int id) {
        return place(id) >= 0;
    }

    boolean any() {
        return known != 0;
    }

    /** Less than nothing is what some say who do not know. */
    void set(int id, long value) {
        int at = place(id);
        if (at >= 0 && value >= 0) {
            values[at] = Math.min(value, MOST);
            known |= 1 << at;
        }
    }

    /** Takes over what the other knows and keeps the rest. */
    void overwrite(Counts other) {
        for (int i = 0; i < values.length; i++) {
            if ((other.known >> i & 1) != 0) {
                values[i] = other.values[i];
            }
        }
        known |= other.known;
    }

    Usage usage() {
        long input = input();
        long output = output();
        long reasoning = Math.min(get('t'), output);
        return new Usage(
                input,
                Math.min(get('r'), input),
                Math.min(get('w'), input),
                output,
                reasoning,
                get('T'));
    }

    /** Where the number of an id stands; -1 for the ids of other things. */
    private static int place(int id) {
        return switch (id) {
            case 'I' -> 0;
            case 'i' -> 1;
            case 'r' -> 2;
            case 'w' -> 3;
            case 'a' -> 4;
            case 'o' -> 5;
            case 'O' -> 6;
            case 't' -> 7;
            case 'T' -> 8;
            case 'b' -> 9;
            case 'B' -> 10;
            default -> -1;
        };
    }

    private boolean has(int id) {
        return (known >> place(id) & 1) != 0;
    }

    private long get(int id) {
        return has(id) ? values[place(id)] : 0;
    }

    private long input() {
        if (has('I')) {
            return get('I') + get('a');
        }
        if (has('i')) {
            return get('i') + get('r') + get('w');
        }
        // Some embeddings name nothing but a total.
        return has('b') || has('o') ? get('b') : get('T');
    }

    private long output() {
        if (has('o')) {
            long seen = get('o');
            // xAI leaves reasoning out of the completion and has it in the total.
            boolean apart = has('T') && get('t') > 0 && get('T') == get('I') + seen + get('t');
            return apart ? seen + get('t') : seen;
        }
        return has('O') || has('t') ? get('O') + get('t') : get('B');
    }
}
