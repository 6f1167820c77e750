package io.tollgate.abi.host;

import io.tollgate.abi.Block;
import io.tollgate.abi.BlockScope;

/**
 * What the runtime knows of the callback it is in: effective context, name, blocks to free behind
 * it. Internal.
 */
public final class HostSession {
    private final HostPort port;
    private final BlockScope blocks = new BlockScope(this);
    private int effective;
    private int epoch;
    private int headersEpoch;
    private String callback = "start";

    public HostSession(HostPort port) {
        this.port = port;
    }

    public HostPort port() {
        return port;
    }

    /** Enters a callback: the host has made {@code context} the effective one. */
    public void begin(int context, String name) {
        effective = context;
        callback = name;
        epoch++;
        headersEpoch++;
    }

    public void end() {
        blocks.freeAll();
    }

    /** The callback at hand, for messages. */
    public String callback() {
        return callback;
    }

    /** Another number for each callback. */
    public int epoch() {
        return epoch;
    }

    /** Another number for each callback, and after each change of a header map. */
    public int headersEpoch() {
        return headersEpoch;
    }

    public void headersChanged() {
        headersEpoch++;
    }

    /** The bytes of the call before, to live until the callback ends. */
    public Block takeForCallback() {
        return blocks.adopt(port.takeBytes());
    }

    /** The bytes of the call before, on the Java heap. */
    public byte[] takeArray() {
        Block block = port.takeBytes();
        byte[] result = block.toByteArray();
        block.free();
        return result;
    }

    /** The bytes of the call before, as text. */
    public String takeText() {
        Block block = port.takeBytes();
        String result = block.text();
        block.free();
        return result;
    }

    public Block block(byte[] bytes) {
        return port.block(bytes, 0, bytes.length);
    }

    public void check(String call, int status) {
        if (status != Status.OK) {
            throw failure(call, status);
        }
    }

    /** A host that got no memory to put its answer into says INVALID_MEMORY_ACCESS. */
    public RuntimeException failure(String call, int status) {
        return status == Status.INVALID_MEMORY_ACCESS
                ? new OutOfLinearMemoryException(call + " in " + callback)
                : new HostCallException(call, status, callback);
    }

    boolean enter(int context) {
        if (effective == context) {
            return true;
        }
        if (port.setEffectiveContext(context) != Status.OK) {
            return false;
        }
        effective = context;
        return true;
    }
}
