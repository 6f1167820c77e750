package io.tollgate.testkit.host;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The foreign functions compress and uncompress: zlib format. */
final class Zlib {
    private static final int PIECE = 4096;

    private Zlib() {}

    static byte[] compress(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    static Reply uncompress(byte[] bytes) {
        Inflater inflater = new Inflater();
        inflater.setInput(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        try {
            while (!inflater.finished()) {
                int n = inflater.inflate(piece);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return Reply.failed(Reply.SERIALIZATION_FAILURE);
                }
                out.write(piece, 0, n);
            }
            return Reply.ok(out.toByteArray());
        } catch (DataFormatException e) {
            return Reply.failed(Reply.SERIALIZATION_FAILURE);
        } finally {
            inflater.end();
        }
    }
}
