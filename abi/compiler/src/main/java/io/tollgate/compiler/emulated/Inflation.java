package io.tollgate.compiler.emulated;

import java.util.zip.DataFormatException;

/**
 * RFC 1951, resumable at any byte of input and output. Small rather than fast: TeaVM's own is ten
 * times the code.
 */
public final class Inflation {
    private static final int[] ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    private enum State {
        HEADER,
        BLOCK,
        STORED_SIZE,
        STORED,
        SIZES,
        ORDERED,
        LENGTHS,
        SYMBOLS,
        CHECK,
        DONE
    }

    private final boolean raw;
    private final BitInput in = new BitInput();
    private final Output out = new Output();
    private final int[] lengths = new int[320];
    private State state;
    private boolean last;
    private int literals;
    private int distances;
    private int orders;
    private int filled;
    private HuffmanCode lengthCode;
    private HuffmanCode literalCode;
    private HuffmanCode distanceCode;
    private int copy;
    private int distance;

    public Inflation(boolean raw) {
        this.raw = raw;
        reset();
    }

    public void reset() {
        state = raw ? State.BLOCK : State.HEADER;
        in.clear();
        in.set(new byte[0], 0, 0);
        last = false;
        copy = 0;
        out.reset();
    }

    public void input(byte[] bytes, int from, int count) {
        in.set(bytes, from, count);
    }

    public int remaining() {
        return in.remaining();
    }

    public boolean finished() {
        return state == State.DONE;
    }

    /** Bytes made so far. */
    public int total() {
        return out.total();
    }

    /** Returns how many bytes were made. */
    public int inflate(byte[] target, int from, int count) throws DataFormatException {
        out.begin(target, from, count);
        boolean goesOn = true;
        while (goesOn && !out.full() && state != State.DONE) {
            in.begin();
            goesOn = step();
        }
        return out.position() - from;
    }

    /** One step; false if there is not enough input for it. */
    private boolean step() throws DataFormatException {
        return switch (state) {
            case HEADER -> header();
            case BLOCK -> block();
            case STORED_SIZE -> storedSize();
            case STORED -> stored();
            case SIZES -> sizes();
            case ORDERED -> ordered();
            case LENGTHS -> lengths();
            case SYMBOLS -> symbol();
            case CHECK -> check();
            case DONE -> false;
        };
    }

    private boolean header() throws DataFormatException {
        int method = in.look(8);
        int flags = in.look(8);
        if (method < 0 || flags < 0) {
            return false;
        }
        if ((method & 15) != 8 || ((method << 8) + flags) % 31 != 0 || (flags & 32) != 0) {
            throw new DataFormatException("incorrect header");
        }
        return went(State.BLOCK);
    }

    private boolean went(State next) {
        in.commit();
        state = next;
        return true;
    }

    private boolean block() throws DataFormatException {
        if (last) {
            in.align();
            return went(raw ? State.DONE : State.CHECK);
        }
        int head = in.look(3);
        if (head < 0) {
            return false;
        }
        last = (head & 1) != 0;
        begin(head >> 1);
        return true;
    }

    private void begin(int type) throws DataFormatException {
        if (type == 3) {
            throw new DataFormatException("invalid block type");
        }
        if (type == 1) {
            literalCode = HuffmanCode.fixedLiterals();
            distanceCode = HuffmanCode.fixedDistances();
        }
        went(type == 0 ? State.STORED_SIZE : type == 1 ? State.SYMBOLS : State.SIZES);
        if (type == 0) {
            in.align();
        }
    }

    private boolean storedSize() throws DataFormatException {
        int size = in.look(16);
        int inverse = in.look(16);
        if (size < 0 || inverse < 0) {
            return false;
        }
        if ((size ^ inverse) != 0xffff) {
            throw new DataFormatException("invalid stored block lengths");
        }
        copy = size;
        return went(State.STORED);
    }

    private boolean stored() {
        if (copy == 0) {
            return went(State.BLOCK);
        }
        int b = in.look(8);
        if (b < 0) {
            return false;
        }
        in.commit();
        out.put((byte) b);
        copy--;
        return true;
    }

    private boolean sizes() throws DataFormatException {
        int first = in.look(5);
        int second = in.look(5);
        int third = in.look(4);
        if (first < 0 || second < 0 || third < 0) {
            return false;
        }
        literals = first + 257;
        distances = second + 1;
        orders = third + 4;
        if (literals > 286 || distances > 30) {
            throw new DataFormatException("too many length or distance symbols");
        }
        java.util.Arrays.fill(lengths, 0);
        filled = 0;
        return went(State.ORDERED);
    }

    private boolean ordered() throws DataFormatException {
        if (filled == orders) {
            lengthCode = new HuffmanCode(lengths, 0, 19);
            filled = 0;
            return went(State.LENGTHS);
        }
        int length = in.look(3);
        if (length < 0) {
            return false;
        }
        lengths[ORDER[filled++]] = length;
        in.commit();
        return true;
    }

    private boolean lengths() throws DataFormatException {
        if (filled == literals + distances) {
            literalCode = new HuffmanCode(lengths, 0, literals);
            distanceCode = new HuffmanCode(lengths, literals, distances);
            return went(State.SYMBOLS);
        }
        int symbol = in.symbol(lengthCode);
        int more = symbol < 16 ? 0 : in.look(symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
        if (symbol < 0 || more < 0) {
            return false;
        }
        repeat(symbol, symbol < 16 ? 1 : more + (symbol == 18 ? 11 : 3));
        in.commit();
        return true;
    }

    private void repeat(int symbol, int times) throws DataFormatException {
        if (filled + times > literals + distances || (symbol == 16 && filled == 0)) {
            throw new DataFormatException("invalid bit length repeat");
        }
        int value = symbol < 16 ? symbol : symbol == 16 ? lengths[filled - 1] : 0;
        for (int i = 0; i < times; i++) {
            lengths[filled++] = value;
        }
    }

    private boolean symbol() throws DataFormatException {
        if (copy > 0) {
            copy = out.copy(distance, copy);
            return true;
        }
        int symbol = in.symbol(literalCode);
        if (symbol < 0) {
            return false;
        }
        if (symbol > 256) {
            return match(symbol - 257);
        }
        in.commit();
        if (symbol == 256) {
            state = State.BLOCK;
        } else {
            out.put((byte) symbol);
        }
        return true;
    }

    private boolean match(int code) throws DataFormatException {
        int extra = code < 8 || code == 28 ? 0 : (code >> 2) - 1;
        int length = code == 28 ? 258 : code < 8 ? code + 3 : ((4 + (code & 3)) << extra) + 3;
        int more = in.look(extra);
        int far = more < 0 ? -1 : in.symbol(distanceCode);
        int farExtra = far < 4 ? 0 : (far >> 1) - 1;
        int farMore = far < 0 ? -1 : in.look(farExtra);
        if (farMore < 0) {
            return false;
        }
        if (code > 28 || far > 29) {
            throw new DataFormatException("invalid length or distance code");
        }
        copy = length + more;
        distance = (far < 4 ? far + 1 : ((2 + (far & 1)) << farExtra) + 1) + farMore;
        return begun();
    }

    private boolean begun() throws DataFormatException {
        if (distance > out.total()) {
            throw new DataFormatException("invalid distance too far back");
        }
        in.commit();
        return true;
    }

    /** The checksum behind zlib data is passed over. */
    private boolean check() {
        int high = in.look(16);
        int low = in.look(16);
        return high >= 0 && low >= 0 && went(State.DONE);
    }
}
