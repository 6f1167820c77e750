package io.tollgate.json;

import io.tollgate.bytes.Bytes;

/**
 * The paths of a document that somebody wants to hear of, compiled. A table line is an id (one
 * character), a space and a path: {@code m model}, {@code t choices[].delta.content}; a final
 * {@code !} asks for the value's bytes as they stand. The empty path is the document itself.
 */
public final class Shape {
    static final int NONE = 0;
    static final int ROOT = 1;

    // What is known of a path, by its number.
    final int[] keys;
    final int[] element;
    final int[] id;
    final boolean[] raw;
    // The keys below a path, as a tree of bytes: the states that follow one state are a list of
    // siblings.
    final byte[] label;
    final int[] child;
    final int[] sibling;
    final int[] target;
    // The same keys whole, for those that come in one piece: a list below each first state. The
    // first eight bytes, the lowest first and zeros behind them, tell nearly all of them apart.
    private final int[] firstKey;
    private final int[] nextKey;
    private final long[] head;
    private final int[] low; // its first half: comparing longs is a call in a module
    private final String[] whole;
    final boolean everything;
    int depth;
    private int paths = ROOT;
    private int states = NONE;

    private Shape(int size, boolean everything) {
        keys = new int[size];
        element = new int[size];
        id = new int[size];
        raw = new boolean[size];
        label = new byte[size];
        child = new int[size];
        sibling = new int[size];
        target = new int[size];
        firstKey = new int[size];
        nextKey = new int[size];
        head = new long[size];
        low = new int[size];
        whole = new String[size];
        this.everything = everything;
    }

    /** Compiles a table. */
    public static Shape of(String table) {
        Shape shape = new Shape(table.length() + 4, false);
        int at = 0;
        while (at < table.length()) {
            int end = table.indexOf('\n', at);
            end = end < 0 ? table.length() : end;
            if (end > at) {
                shape.add(table.charAt(at), table.substring(Math.min(at + 2, end), end));
            }
            at = end + 1;
        }
        return shape;
    }

    /**
     * Tells of every value (id {@link JsonListener#VALUE}) and of every key (id {@link
     * JsonListener#KEY}).
     */
    static Shape everything() {
        Shape shape = new Shape(2, true);
        shape.id[Shape.ROOT] = JsonListener.VALUE;
        shape.element[Shape.ROOT] = Shape.ROOT;
        shape.depth = JsonScanner.MAX_DEPTH;
        return shape;
    }

    int next(int state, byte b) {
        int s = child[state];
        while (s != NONE && label[s] != b) {
            s = sibling[s];
        }
        return s;
    }

    /**
     * The state behind all of a key, of which every byte is plain; eight bytes from its first one
     * on must be in the piece.
     */
    int find(int state, Bytes b, int from, int length) {
        long word = b.longAt(from);
        if (length < 8) {
            word &= (1L << (length << 3)) - 1;
        }
        int half = (int) word;
        int s = firstKey[state];
        while (s != NONE && (low[s] != half || head[s] != word || !tail(s, b, from, length))) {
            s = nextKey[s];
        }
        return s;
    }

    private boolean tail(int state, Bytes b, int from, int length) {
        String key = whole[state];
        int i = 8;
        while (i < length && i < key.length() && b.at(from + i) == key.charAt(i)) {
            i++;
        }
        return i >= length && i >= key.length();
    }

    private void add(int name, String path) {
        boolean whole = path.endsWith("!");
        String rest = whole ? path.substring(0, path.length() - 1) : path;
        int node = ROOT;
        int level = 1;
        int at = 0;
        while (at < rest.length()) {
            int from = rest.charAt(at) == '.' ? at + 1 : at;
            boolean array = rest.startsWith("[]", at);
            at = array ? at + 2 : keyEnd(rest, from);
            node = array ? elementOf(node) : keyOf(node, rest, from, at);
            level++;
        }
        id[node] = name;
        raw[node] = whole;
        depth = Math.max(depth, level);
    }

    private static int keyEnd(String path, int from) {
        int i = from;
        while (i < path.length() && path.charAt(i) != '.' && path.charAt(i) != '[') {
            i++;
        }
        return i;
    }

    private int elementOf(int node) {
        if (element[node] == NONE) {
            element[node] = ++paths;
        }
        return element[node];
    }

    private int keyOf(int node, String path, int from, int to) {
        if (keys[node] == NONE) {
            keys[node] = ++states;
        }
        int state = keys[node];
        for (int i = from; i < to; i++) {
            state = follow(state, (byte) path.charAt(i));
        }
        if (target[state] == NONE) {
            target[state] = ++paths;
            list(keys[node], state, path.substring(from, to));
        }
        return target[state];
    }

    private void list(int first, int state, String key) {
        for (int i = Math.min(key.length(), 8) - 1; i >= 0; i--) {
            head[state] = head[state] << 8 | key.charAt(i);
        }
        low[state] = (int) head[state];
        whole[state] = key;
        nextKey[state] = firstKey[first];
        firstKey[first] = state;
    }

    private int follow(int state, byte b) {
        int next = next(state, b);
        if (next == NONE) {
            next = ++states;
            label[next] = b;
            sibling[next] = child[state];
            child[state] = next;
        }
        return next;
    }
}
