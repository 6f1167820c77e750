package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import java.util.List;

/**
 * The bytes of a body, or of a connection, that the host shows at the moment.
 *
 * <p>They may be touched inside their own callback, and after it only if that returned {@link
 * BodyAction#PAUSE_AND_BUFFER} and the message has not gone on since. Anything else throws {@link
 * IllegalStateException} without asking the host: Envoy would crash.
 */
public final class Body {
    private static final byte[] NONE = {};
    private final HostContext context;
    private final BlockScope blocks;
    private final int buffer;
    private boolean open;
    private int available = -1;
    private boolean endOfStream;

    Body(HostContext context, BlockScope blocks, int buffer) {
        this.context = context;
        this.blocks = blocks;
        this.buffer = buffer;
    }

    /** Bytes that can be read now: after a pause with buffer all of them so far. */
    public int available() {
        enter();
        return available;
    }

    public boolean endOfStream() {
        return endOfStream;
    }

    public byte[] bytes() {
        return bytes(0, Integer.MAX_VALUE);
    }

    /** A copy of at most {@code max} bytes from {@code start}. */
    public byte[] bytes(int start, int max) {
        Block block = block(start, max);
        byte[] result = block.toByteArray();
        block.free();
        return result;
    }

    /**
     * Everything available, left where the host puts it. Lives until freed, at most as long as the
     * stream.
     */
    public Block block() {
        return block(0, Integer.MAX_VALUE);
    }

    public Block block(int start, int max) {
        HostPort port = enter();
        int count = Math.min(max, available - start);
        if (start < 0 || count <= 0) {
            return blocks.adopt(port.block(NONE, 0, 0));
        }
        context.session().check("proxy_get_buffer_bytes", port.getBuffer(buffer, start, count));
        return blocks.adopt(port.takeBytes());
    }

    public void replaceAll(byte[] bytes) {
        withBlock(bytes, 0, available());
    }

    public void replaceAll(Block bytes) {
        set(0, available(), bytes);
    }

    /** Drops the first {@code count} bytes; the rest goes on. */
    public void drop(int count) {
        withBlock(NONE, 0, Math.min(count, available()));
    }

    public void append(byte[] bytes) {
        withBlock(bytes, available(), 0);
    }

    public void append(Block bytes) {
        set(available(), 0, bytes);
    }

    /** Appends bodies of any size without a copy on the Java heap. */
    public void append(List<Block> pieces) {
        for (Block piece : pieces) {
            append(piece);
        }
    }

    public void prepend(byte[] bytes) {
        withBlock(bytes, 0, 0);
    }

    public void prepend(Block bytes) {
        set(0, 0, bytes);
    }

    void open(int size, boolean end) {
        open = true;
        available = size;
        endOfStream = end;
    }

    /**
     * After the callback; {@code keep} if the bytes stay where they are until the message goes on.
     */
    void afterCallback(boolean keep) {
        open = keep;
        available = -1;
    }

    private void withBlock(byte[] bytes, int start, int size) {
        Block block = context.session().block(bytes);
        try {
            set(start, size, block);
        } finally {
            block.free();
        }
    }

    private void set(int start, int size, Block bytes) {
        HostPort port = enter();
        context.session()
                .check("proxy_set_buffer_bytes", port.setBuffer(buffer, start, size, bytes));
        available += bytes.length() - size;
    }

    private HostPort enter() {
        if (!open) {
            throw new IllegalStateException(
                    "body touched in "
                            + context.session().callback()
                            + ": only inside its own callback, or later if that returned PAUSE_AND_BUFFER");
        }
        HostPort port = context.enter();
        if (available < 0) {
            context.session().check("proxy_get_buffer_status", port.getBufferSize(buffer));
            available = port.takeNumber();
        }
        return port;
    }
}
