package io.tollgate.abi.teavm;

import io.tollgate.abi.Block;
import io.tollgate.abi.host.HostPort;
import org.teavm.interop.Address;

/** The host as a compiled module reaches it: what concerns the message at hand. */
abstract class LinearHost implements HostPort {
    final Texts texts = new Texts();

    @Override
    public Block block(byte[] bytes, int from, int to) {
        return LinearBlock.copyOf(bytes, from, to);
    }

    @Override
    public Block takeBytes() {
        Block result =
                LinearBlock.taken(
                        LinearMemory.getInt(LinearMemory.DATA),
                        LinearMemory.getInt(LinearMemory.SIZE));
        clear();
        return result;
    }

    @Override
    public int takeNumber() {
        return LinearMemory.getInt(LinearMemory.NUMBER);
    }

    @Override
    public long takeLong() {
        return Address.fromInt(LinearMemory.LONG).getLong();
    }

    @Override
    public int log(int level, String text) {
        texts.reset();
        int textAt = texts.put(text);
        int textSize = texts.size();
        return Imports.log(level, textAt, textSize);
    }

    @Override
    public int getLogLevel() {
        return Imports.getLogLevel(LinearMemory.NUMBER);
    }

    @Override
    public int getCurrentTime() {
        return Imports.getCurrentTime(LinearMemory.LONG);
    }

    @Override
    public int setTickPeriod(int millis) {
        return Imports.setTickPeriod(millis);
    }

    @Override
    public int setEffectiveContext(int context) {
        return Imports.setEffectiveContext(context);
    }

    @Override
    public int done() {
        return Imports.done();
    }

    @Override
    public int getBuffer(int buffer, int start, int max) {
        clear();
        return Imports.getBuffer(buffer, start, max, LinearMemory.DATA, LinearMemory.SIZE);
    }

    @Override
    public int getBufferSize(int buffer) {
        return Imports.getBufferStatus(buffer, LinearMemory.NUMBER, LinearMemory.LONG);
    }

    @Override
    public int setBuffer(int buffer, int start, int size, Block bytes) {
        return Imports.setBuffer(buffer, start, size, at(bytes), bytes.length());
    }

    @Override
    public int getHeadersSize(int map) {
        return Imports.getHeadersSize(map, LinearMemory.NUMBER);
    }

    @Override
    public int getHeaders(int map) {
        clear();
        return Imports.getHeaders(map, LinearMemory.DATA, LinearMemory.SIZE);
    }

    @Override
    public int setHeaders(int map, Block pairs) {
        return Imports.setHeaders(map, at(pairs), pairs.length());
    }

    @Override
    public int getHeader(int map, String name) {
        texts.reset();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        clear();
        return Imports.getHeader(map, nameAt, nameSize, LinearMemory.DATA, LinearMemory.SIZE);
    }

    @Override
    public int addHeader(int map, String name, String value) {
        texts.reset();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        int valueAt = texts.put(value);
        int valueSize = texts.size();
        return Imports.addHeader(map, nameAt, nameSize, valueAt, valueSize);
    }

    @Override
    public int replaceHeader(int map, String name, String value) {
        texts.reset();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        int valueAt = texts.put(value);
        int valueSize = texts.size();
        return Imports.replaceHeader(map, nameAt, nameSize, valueAt, valueSize);
    }

    @Override
    public int removeHeader(int map, String name) {
        texts.reset();
        int nameAt = texts.put(name);
        int nameSize = texts.size();
        return Imports.removeHeader(map, nameAt, nameSize);
    }

    @Override
    public int continueStream(int stream) {
        return Imports.continueStream(stream);
    }

    @Override
    public int closeStream(int stream) {
        return Imports.closeStream(stream);
    }

    @Override
    public int getCallStatus() {
        clear();
        return Imports.getStatus(LinearMemory.NUMBER, LinearMemory.DATA, LinearMemory.SIZE);
    }

    static void clear() {
        LinearMemory.putInt(LinearMemory.DATA, 0);
        LinearMemory.putInt(LinearMemory.SIZE, 0);
    }

    static int at(Block block) {
        return ((LinearBlock) block).address();
    }
}
