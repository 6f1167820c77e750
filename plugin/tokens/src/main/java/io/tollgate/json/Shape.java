package io.tollgate.json;

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
        }
        return target[state];
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
