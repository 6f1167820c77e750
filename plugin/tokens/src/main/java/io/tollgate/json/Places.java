package io.tollgate.json;

/** Places of one document: how many bytes stand before them, and how far the scanner is there. */
final class Places {
    static final int DEPTH = 8;
    private static final int MOST = 32;

    private final int[] at = new int[MOST];
    private final int[] state = new int[MOST];
    private final int[] node = new int[MOST];
    private final int[] depth = new int[MOST];
    private final long[] arrays = new long[MOST];
    private final int[] paths = new int[MOST * DEPTH];
    private final int[] told = new int[MOST];
    private int count;

    void clear() {
        count = 0;
    }

    /** False when there is no room. */
    boolean add(int position, int newState, int newNode, Containers open, int events) {
        if (count == MOST) {
            return false;
        }
        at[count] = position;
        state[count] = newState;
        node[count] = newNode;
        depth[count] = open.depth;
        arrays[count] = open.save(paths, count * DEPTH);
        told[count++] = events;
        return true;
    }

    int at(int place) {
        return at[place];
    }

    int state(int place) {
        return state[place];
    }

    int node(int place) {
        return node[place];
    }

    /** How many events had been told. */
    int told(int place) {
        return told[place];
    }

    /** The last place with no more than so many bytes before it, or -1. */
    int before(int bytes) {
        int place = count - 1;
        while (place >= 0 && at[place] > bytes) {
            place--;
        }
        return place;
    }

    /** The next place where the scanner has this state, or -1. */
    int next(int place, int wanted) {
        int next = place + 1;
        while (next < count && state[next] != wanted) {
            next++;
        }
        return next < count ? next : -1;
    }

    /** The place up to which no text stands behind this one, or -1. */
    int stretch(int place) {
        int next = place + 1;
        while (next < count && state[next] == Stage.KEY) {
            next++;
        }
        return next < count ? next : -1;
    }

    /** Whether the containers of a place are these. */
    boolean match(int place, Containers open) {
        return open.same(depth[place], arrays[place], paths, place * DEPTH);
    }

    void restore(int place, Containers open) {
        open.restore(depth[place], arrays[place], paths, place * DEPTH);
    }
}
