package io.tollgate.json;

/** The open objects and arrays: one bit each, and their paths as deep as the shape goes. */
final class Containers {
    private final long[] arrays = new long[JsonScanner.MAX_DEPTH / 64];
    private final int[] nodes;
    int depth;
    boolean inArray;

    Containers(Shape shape) {
        nodes = new int[shape.depth + 1];
    }

    void clear() {
        depth = 0;
        inArray = false;
    }

    void push(boolean array, int node) {
        inArray = array;
        long bit = 1L << (depth & 63);
        int at = depth >> 6;
        arrays[at] = array ? arrays[at] | bit : arrays[at] & ~bit;
        depth++;
        if (depth < nodes.length) {
            nodes[depth] = node;
        }
    }

    void pop() {
        depth--;
        int last = depth - 1;
        inArray = depth > 0 && ((arrays[last >> 6] >>> (last & 63)) & 1) != 0;
    }

    /** The path of the innermost open container. */
    int node() {
        return depth < nodes.length ? nodes[depth] : Shape.NONE;
    }

    /** Puts the paths of fewer than 64 open containers into an array; which of them are arrays. */
    long save(int[] paths, int at) {
        for (int i = 1; i <= depth && i < nodes.length; i++) {
            paths[at + i - 1] = nodes[i];
        }
        return arrays[0];
    }

    /** Opens what was saved. */
    void restore(int newDepth, long newArrays, int[] paths, int at) {
        depth = newDepth;
        arrays[0] = newArrays;
        inArray = depth > 0 && ((newArrays >>> (depth - 1)) & 1) != 0;
        for (int i = 1; i <= depth && i < nodes.length; i++) {
            nodes[i] = paths[at + i - 1];
        }
    }

    /** Whether just these are open. */
    boolean same(int otherDepth, long otherArrays, int[] paths, int at) {
        long mask = (1L << depth) - 1;
        if (depth != otherDepth || ((arrays[0] ^ otherArrays) & mask) != 0) {
            return false;
        }
        int i = Math.min(depth, nodes.length - 1);
        while (i > 0 && nodes[i] == paths[at + i - 1]) {
            i--;
        }
        return i == 0;
    }
}
