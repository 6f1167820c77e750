// lint: JVM only
package io.tollgate.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tables held in a byte array, for programs on a JVM. */
public final class ArrayTable extends Table {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;

    /** Reads these bytes in place; the caller must not change them. */
    public ArrayTable(byte[] bytes) {
        super();
        this.bytes = bytes;
    }

    /** The tables built into this jar: {@code o200k} or {@code cl100k}. */
    public static ArrayTable load(String encoding) throws IOException {
        try (InputStream in = ArrayTable.class.getResourceAsStream(encoding + ".bin")) {
            if (in == null) {
                throw new IOException("no tables for " + encoding + " in this build");
            }
            return new ArrayTable(in.readAllBytes());
        }
    }

    @Override
    public int i32(int offset) {
        return (int) INT.get(bytes, offset);
    }

    @Override
    public long i64(int offset) {
        return (long) LONG.get(bytes, offset);
    }

    @Override
    public int u8(int offset) {
        return bytes[offset] & 0xFF;
    }

    @Override
    public int size() {
        return bytes.length;
    }
}
