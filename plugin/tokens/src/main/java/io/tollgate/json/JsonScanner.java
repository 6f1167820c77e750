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

    private final Shape shape;
    private final JsonListener listener;
    private final ByteWindow window = new ByteWindow();
    private final StringReader string;
    private final NumberReader number = new NumberReader();
    private final WordReader word = new WordReader();
    private final RawValue raw;
    private final Containers open;
    private final Series series; // null where documents don't come in series
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

    private JsonScanner(Shape shape, JsonListener listener, boolean inSeries) {
        this.shape = shape;
        this.open = new Containers(shape);
        this.series = inSeries ? new Series(listener, open) : null;
        this.listener = inSeries ? series.listener() : listener;
        this.raw = new RawValue(this.listener);
        this.string = new StringReader(shape, this.listener, window);
        reset();
    }

    /** For many documents that are alike, {@link #reset} between them: reads that only once. */
    public static JsonScanner ofSeries(Shape shape, JsonListener listener) {
        return new JsonScanner(shape, listener, true);
    }

    /** Forgets everything: the next byte starts a document. */
    public void reset() {
        state = Stage.VALUE;
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
        boolean alike = series != null && from < to;
        int i = alike ? jump(series.piece(b, from, to, fed), from) : from;
        while (i < to && state < Stage.FAILED) {
            i = state <= Stage.DONE ? structure(i, to) : inside(b, i, to);
        }
        raw.tell(b, i);
        fed += to - from;
        return state < Stage.FAILED;
    }

    /** The document ends here; whether it was a whole one. */
    public boolean finish() {
        base = fed;
        if (state == Stage.IN_NUMBER && open.depth == 0 && number.complete()) {
            raw.from = 0;
            endNumber(0);
        }
        if (state != Stage.DONE && state < Stage.FAILED) {
            fail(0);
        }
        return state == Stage.DONE;
    }

    /** Whether the document is refused for its depth; every other failure is malformed JSON. */
    public boolean tooDeep() {
        return tooDeep;
    }

    /** Whether the document was whole, and at {@link #failedAt} stands what is no more of it. */
    public boolean another() {
        return state == Stage.BEYOND;
    }

    /** The position of the byte that no JSON document has there; -1 as long as there is none. */
    public long failedAt() {
        return failedAt;
    }

    /** Goes where a document of the series goes on, or stays. */
    private int jump(int there, int here) {
        if (there < 0) {
            return here;
        }
        state = series.state();
        node = series.node();
        return there;
    }

    private void place(int i, int next) {
        if (series != null) {
            series.place(raw.id == 0 ? base + i : Long.MAX_VALUE, next, node);
        }
    }

    private int inside(Bytes b, int i, int to) {
        return switch (state) {
            case Stage.IN_STRING, Stage.IN_KEY -> string(b, i, to);
            case Stage.IN_NUMBER -> number(b, i, to);
            default -> word(i, to);
        };
    }

    private int structure(int from, int to) {
        int i = from;
        while (i < to && state <= Stage.DONE) {
            byte c = window.at(i);
            boolean space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            i = space ? i + 1 : mark(c, i);
        }
        return i;
    }

    private int mark(byte c, int i) {
        return switch (state) {
            case Stage.VALUE, Stage.VALUE_OR_END -> value(c, i);
            case Stage.KEY, Stage.KEY_OR_END -> key(c, i);
            case Stage.COLON -> c == ':' ? to(Stage.VALUE, i) : fail(i);
            case Stage.AFTER -> after(c, i);
            default -> fail(i);
        };
    }

    private int to(int next, int i) {
        state = next;
        return i + 1;
    }

    private int fail(int i) {
        state = state == Stage.DONE ? Stage.BEYOND : Stage.FAILED;
        failedAt = base + i;
        return i;
    }

    private int value(byte c, int i) {
        return switch (c) {
            case '{' -> open(JsonListener.OBJECT, i);
            case '[' -> open(JsonListener.ARRAY, i);
            case ']' -> state == Stage.VALUE_OR_END ? close(JsonListener.ARRAY, i) : fail(i);
            case '"' -> {
                place(i, state);
                begin(JsonListener.STRING, i);
                string.open(raw.id == 0 ? shape.id[node] : 0, Shape.NONE);
                yield to(Stage.IN_STRING, i);
            }
            case 't', 'f', 'n' -> {
                begin(word.open(c), i);
                yield to(Stage.IN_WORD, i);
            }
            default -> openNumber(c, i);
        };
    }

    private int key(byte c, int i) {
        if (c == '"') {
            string.open(shape.everything ? JsonListener.KEY : 0, shape.keys[open.node()]);
            return to(Stage.IN_KEY, i);
        }
        return c == '}' && state == Stage.KEY_OR_END ? close(JsonListener.OBJECT, i) : fail(i);
    }

    private int after(byte c, int i) {
        if (c == ',') {
            node = open.inArray ? shape.element[open.node()] : Shape.NONE;
            place(i + 1, open.inArray ? Stage.VALUE : Stage.KEY);
            return to(open.inArray ? Stage.VALUE : Stage.KEY, i);
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
        return to(open.inArray ? Stage.VALUE_OR_END : Stage.KEY_OR_END, i);
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
        state = open.depth == 0 ? Stage.DONE : Stage.AFTER;
        if (state == Stage.DONE) {
            place(i, Stage.DONE);
        }
    }

    private int string(Bytes b, int from, int to) {
        int i = string.read(b, from, to);
        if (string.bad()) {
            return fail(i);
        }
        if (string.closed()) {
            if (state == Stage.IN_KEY) {
                node = shape.everything ? Shape.ROOT : string.target();
                state = Stage.COLON;
            } else {
                end(JsonListener.STRING, i);
                place(i, state);
                return series == null ? i : jump(series.behindText(i, to), i);
            }
        }
        return i;
    }

    private int word(int from, int to) {
        int i = word.read(window, from, to);
        if (word.complete()) {
            end(word.kind(), i);
        }
        return i < to && !word.complete() ? fail(i) : i;
    }

    private int openNumber(byte c, int i) {
        number.reset();
        if (c != '-' && (c < '0' || c > '9')) {
            return fail(i);
        }
        begin(JsonListener.NUMBER, i);
        state = Stage.IN_NUMBER;
        return i;
    }

    private int number(Bytes b, int from, int to) {
        int i = number.read(window, from, to);
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
