package io.tollgate.json;

import io.tollgate.bytes.ByteWindow;
import io.tollgate.bytes.Bytes;

/**
 * Reads one JSON document that arrives in any pieces. Nothing is kept of a piece after {@link
 * #feed}, and nothing is allocated. Strict, but for the bytes of strings, which may be no UTF-8.
 */
public final class JsonScanner {
    /** Deeper documents are refused: {@link #tooDeep}. */
    public static final int MAX_DEPTH = 1024;

    private static final int VALUE = 0;
    private static final int VALUE_OR_END = 1;
    private static final int KEY = 2;
    private static final int KEY_OR_END = 3;
    private static final int COLON = 4;
    private static final int AFTER = 5;
    private static final int DONE = 6;
    private static final int IN_KEY = 7;
    private static final int IN_STRING = 8;
    private static final int IN_NUMBER = 9;
    private static final int IN_WORD = 10;
    private static final int FAILED = 11;
    private static final int BEYOND = 12; // failed after a whole document

    private final Shape shape;
    private final JsonListener listener;
    private final ByteWindow window = new ByteWindow();
    private final StringReader string;
    private final NumberReader number = new NumberReader();
    private final WordReader word = new WordReader();
    private final RawValue raw;
    private final Containers open;
    private final Prefix prefix; // null where documents don't come in series
    private int state;
    private int node; // the path of the value to come or at work
    private Bytes piece = Bytes.of(new byte[0]);
    private long base; // the position of the piece's index 0
    private long fed;
    private long failedAt;
    private boolean tooDeep;

    public JsonScanner(Shape shape, JsonListener listener) {
        this(shape, listener, false);
    }

    private JsonScanner(Shape shape, JsonListener listener, boolean series) {
        this.shape = shape;
        this.open = new Containers(shape);
        this.prefix = series ? new Prefix(listener, open) : null;
        this.listener = series ? prefix : listener;
        this.raw = new RawValue(this.listener);
        this.string = new StringReader(shape, this.listener, window);
        reset();
    }

    /** For many documents that begin alike, {@link #reset} between them: reads that only once. */
    public static JsonScanner ofSeries(Shape shape, JsonListener listener) {
        return new JsonScanner(shape, listener, true);
    }

    /** Forgets everything: the next byte starts a document. */
    public void reset() {
        state = VALUE;
        open.clear();
        node = Shape.ROOT;
        raw.id = 0;
        fed = 0;
        failedAt = -1;
        tooDeep = false;
    }

    /** Reads on; false once the document is known to be malformed or too deep. */
    public boolean feed(Bytes b, int from, int to) {
        base = fed - from;
        piece = b;
        raw.from = from;
        window.open(b, from, to);
        int i = from;
        if (prefix != null && fed == 0 && from < to) {
            i = prefix.resume(b, from, to);
            state = i > from ? KEY : state;
        }
        while (i < to && state < FAILED) {
            i = state <= DONE ? structure(i, to) : inside(b, i, to);
        }
        raw.tell(b, i);
        fed += to - from;
        return state < FAILED;
    }

    /** The document ends here; whether it was a whole one. */
    public boolean finish() {
        base = fed;
        if (state == IN_NUMBER && open.depth == 0 && number.complete()) {
            raw.from = 0;
            endNumber(0);
        }
        if (state != DONE && state < FAILED) {
            fail(0);
        }
        return state == DONE;
    }

    /** Whether the document is refused for its depth; every other failure is malformed JSON. */
    public boolean tooDeep() {
        return tooDeep;
    }

    /** Whether the document was whole, and at {@link #failedAt} stands what is no more of it. */
    public boolean another() {
        return state == BEYOND;
    }

    /** The position of the byte that no JSON document has there; -1 as long as there is none. */
    public long failedAt() {
        return failedAt;
    }

    private int inside(Bytes b, int i, int to) {
        return switch (state) {
            case IN_STRING, IN_KEY -> string(b, i, to);
            case IN_NUMBER -> number(b, i, to);
            default -> word(i, to);
        };
    }

    private int structure(int from, int to) {
        int i = from;
        while (i < to && state <= DONE) {
            byte c = window.at(i);
            boolean space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            i = space ? i + 1 : mark(c, i);
        }
        return i;
    }

    private int mark(byte c, int i) {
        return switch (state) {
            case VALUE, VALUE_OR_END -> value(c, i);
            case KEY, KEY_OR_END -> key(c, i);
            case COLON -> c == ':' ? to(VALUE, i) : fail(i);
            case AFTER -> after(c, i);
            default -> fail(i);
        };
    }

    private int to(int next, int i) {
        state = next;
        return i + 1;
    }

    private int fail(int i) {
        state = state == DONE ? BEYOND : FAILED;
        failedAt = base + i;
        return i;
    }

    private int value(byte c, int i) {
        return switch (c) {
            case '{' -> open(JsonListener.OBJECT, i);
            case '[' -> open(JsonListener.ARRAY, i);
            case ']' -> state == VALUE_OR_END ? close(JsonListener.ARRAY, i) : fail(i);
            case '"' -> {
                begin(JsonListener.STRING, i);
                string.open(raw.id == 0 ? shape.id[node] : 0, Shape.NONE);
                yield to(IN_STRING, i);
            }
            case 't', 'f', 'n' -> {
                begin(word.open(c), i);
                yield to(IN_WORD, i);
            }
            default -> openNumber(c, i);
        };
    }

    private int key(byte c, int i) {
        if (c == '"') {
            string.open(shape.everything ? JsonListener.KEY : 0, shape.keys[open.node()]);
            return to(IN_KEY, i);
        }
        return c == '}' && state == KEY_OR_END ? close(JsonListener.OBJECT, i) : fail(i);
    }

    private int after(byte c, int i) {
        if (c == ',') {
            node = open.inArray ? shape.element[open.node()] : Shape.NONE;
            if (prefix != null && !open.inArray) {
                prefix.point(raw.id == 0 ? base + i + 1 : Long.MAX_VALUE);
            }
            return to(open.inArray ? VALUE : KEY, i);
        }
        if (c == '}' && !open.inArray) {
            return close(JsonListener.OBJECT, i);
        }
        return c == ']' && open.inArray ? close(JsonListener.ARRAY, i) : fail(i);
    }

    private int open(int kind, int i) {
        if (open.depth == MAX_DEPTH) {
            tooDeep = true;
            return fail(i);
        }
        begin(kind, i);
        open.push(kind == JsonListener.ARRAY, node);
        node = open.inArray ? shape.element[open.node()] : Shape.NONE;
        return to(open.inArray ? VALUE_OR_END : KEY_OR_END, i);
    }

    private int close(int kind, int i) {
        node = open.node();
        open.pop();
        end(kind, i + 1);
        return i + 1;
    }

    private void begin(int kind, int i) {
        int id = shape.id[node];
        if (id != 0) {
            listener.begin(id, kind, base + i);
            if (shape.raw[node] && raw.id == 0) {
                raw.open(id, open.depth, i);
            }
        }
    }

    /** The value at work is over before index {@code i}. */
    private void end(int kind, int i) {
        if (raw.id != 0 && open.depth == raw.depth) {
            raw.tell(piece, i);
            raw.id = 0;
        }
        if (shape.id[node] != 0) {
            listener.end(shape.id[node], kind, base + i);
        }
        state = open.depth == 0 ? DONE : AFTER;
    }

    private int string(Bytes b, int from, int to) {
        int i = string.read(b, from, to);
        if (string.bad()) {
            return fail(i);
        }
        if (string.closed()) {
            if (state == IN_KEY) {
                node = shape.everything ? Shape.ROOT : string.target();
                state = COLON;
            } else {
                end(JsonListener.STRING, i);
            }
        }
        return i;
    }

    private int word(int from, int to) {
        int i = from;
        while (i < to && !word.complete()) {
            if (!word.accept(window.at(i))) {
                return fail(i);
            }
            i++;
        }
        if (word.complete()) {
            end(word.kind(), i);
        }
        return i;
    }

    private int openNumber(byte c, int i) {
        number.reset();
        if (c != '-' && (c < '0' || c > '9')) {
            return fail(i);
        }
        begin(JsonListener.NUMBER, i);
        state = IN_NUMBER;
        return i;
    }

    private int number(Bytes b, int from, int to) {
        int i = from;
        while (i < to && number.accept(window.at(i))) {
            i++;
        }
        if (i > from && raw.id == 0 && shape.id[node] != 0) {
            listener.text(shape.id[node], b, from, i);
        }
        if (i < to) {
            if (!number.complete()) {
                return fail(i);
            }
            endNumber(i);
        }
        return i;
    }

    private void endNumber(int i) {
        if (shape.id[node] != 0 && raw.id == 0) {
            listener.number(shape.id[node], number.value());
        }
        end(JsonListener.NUMBER, i);
    }
}
