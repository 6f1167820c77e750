package io.tollgate.testkit.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads arguments from a module's memory and writes results into it. A bad range is
 * INVALID_MEMORY_ACCESS, as in Envoy.
 */
final class GuestMemory {
    /** A range of the module's that is not all inside its memory. */
    static final class BadRange extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadRange() {
            super("range outside of linear memory", null, false, false);
        }
    }

    private final WasmGuest guest;

    GuestMemory(WasmGuest guest) {
        this.guest = guest;
    }

    byte[] bytes(long at, long length) {
        return guest.running().read((int) at, (int) length).orElseThrow(BadRange::new);
    }

    String text(long at, long length) {
        return new String(bytes(at, length), StandardCharsets.UTF_8);
    }

    int i32(int at) {
        return ByteBuffer.wrap(bytes(at, 4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    void put(long at, byte[] bytes) {
        if (!guest.running().write((int) at, bytes)) {
            throw new BadRange();
        }
    }

    void i32(long at, long value) {
        put(at, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
    }

    void i64(long at, long value) {
        put(at, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }
}
