package io.tollgate.testkit.engine;

import io.tollgate.testkit.host.Reply;
import java.util.Optional;

/** The raw arguments of one host call: values, ranges and out pointers by their place. */
record Args(WasmGuest guest, GuestMemory memory, long[] raw) {
    int i(int at) {
        return (int) raw[at];
    }

    long wide(int at) {
        return raw[at];
    }

    /** Pointer and size beginning at this place. */
    byte[] bytes(int at) {
        return memory.bytes(raw[at], raw[at + 1]);
    }

    String text(int at) {
        return memory.text(raw[at], raw[at + 1]);
    }

    /** Writes the reply's number to the out pointer at this place. */
    long number(Reply reply, int at) {
        if (reply.status() == Reply.OK) {
            memory.i32(raw[at], reply.number());
        }
        return reply.status();
    }

    /** Writes a 64-bit number. */
    long number64(Reply reply, int at) {
        if (reply.status() == Reply.OK) {
            memory.i64(raw[at], reply.number());
        }
        return reply.status();
    }

    /**
     * Allocates in the guest, copies the bytes there, writes pointer and size to the two out
     * pointers at this place. Empty bytes are pointer 0 and size 0.
     */
    long block(Reply reply, int at) {
        if (reply.status() != Reply.OK) {
            return reply.status();
        }
        byte[] bytes = reply.bytes();
        Optional<Integer> place = bytes.length == 0 ? Optional.of(0) : guest.allocate(bytes.length);
        if (place.isEmpty()) {
            return Reply.INVALID_MEMORY_ACCESS;
        }
        if (bytes.length > 0) {
            memory.put(place.get(), bytes);
        }
        memory.i32(raw[at], place.get());
        memory.i32(raw[at + 1], bytes.length);
        return Reply.OK;
    }
}
