package io.tollgate.compiler.emulated.java.util.zip;

import io.tollgate.compiler.emulated.Inflation;
import java.util.zip.DataFormatException;

/**
 * {@code java.util.zip.Inflater} without preset dictionaries and without a look at zlib's checksum.
 */
public class TInflater {
    private final Inflation inflation;

    public TInflater() {
        this(false);
    }

    public TInflater(boolean nowrap) {
        inflation = new Inflation(nowrap);
    }

    public void setInput(byte[] bytes) {
        setInput(bytes, 0, bytes.length);
    }

    public void setInput(byte[] bytes, int from, int count) {
        inflation.input(bytes, from, count);
    }

    public int inflate(byte[] target) throws DataFormatException {
        return inflate(target, 0, target.length);
    }

    public int inflate(byte[] target, int from, int count) throws DataFormatException {
        return inflation.inflate(target, from, count);
    }

    public boolean finished() {
        return inflation.finished();
    }

    public boolean needsInput() {
        return inflation.remaining() == 0;
    }

    public boolean needsDictionary() {
        return false;
    }

    public int getRemaining() {
        return inflation.remaining();
    }

    public int getTotalOut() {
        return inflation.total();
    }

    public long getBytesWritten() {
        return inflation.total();
    }

    public void reset() {
        inflation.reset();
    }

    public void end() {}
}
