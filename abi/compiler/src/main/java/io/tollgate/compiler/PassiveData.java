package io.tollgate.compiler;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.instruction.WasmInstructionBuilder;

/**
 * Puts embedded data into a rendered module as a segment that is copied only where {@code
 * memory.init} asks for it, so that a VM which never needs it has no copy. TeaVM's model knows
 * neither such segments nor that instruction: a mark stands in its place until then.
 */
final class PassiveData {
    private static final int MARK = 0x2DA7A1A7;

    /** {@code i32.const MARK} and four drops, as rendered. */
    private static final byte[] MARKED = {
        0x41, (byte) 0xA7, (byte) 0xC3, (byte) 0x9E, (byte) 0xED, 0x02, 0x1A, 0x1A, 0x1A, 0x1A
    };

    /** {@code memory.init 0}, and nops to the same length. */
    private static final byte[] INIT = {(byte) 0xFC, 8, 0, 0, 1, 1, 1, 1, 1, 1};

    private static final int DATA_COUNT = 12;
    private static final int PASSIVE = 1;

    private final byte[] data;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PassiveData(byte[] data) {
        this.data = data;
    }

    static void writeBody(List<WasmLocal> parameters, WasmInstructionBuilder body) {
        parameters.forEach(body::getLocal);
        body.i32Const(MARK);
        parameters.forEach(parameter -> body.drop());
        body.drop();
    }

    /** The module as it is where nothing in it reads embedded data. */
    byte[] addTo(byte[] module) {
        var reader = new SectionReader(module);
        out.write(module, 0, 8);
        while (reader.next()) {
            if (reader.section() == SectionReader.CODE) {
                if (find(module, reader.at(), reader.end()) < 0) {
                    return module;
                }
                section(DATA_COUNT, number(segments(module) + 1));
            }
            if (reader.section() == SectionReader.DATA) {
                addSegment(module, reader);
            } else {
                out.write(module, reader.start(), reader.end() - reader.start());
            }
        }
        return linked();
    }

    private byte[] linked() {
        byte[] result = out.toByteArray();
        int place = find(result, 0, result.length);
        System.arraycopy(INIT, 0, result, place, INIT.length);
        return result;
    }

    private static int segments(byte[] module) {
        var reader = new SectionReader(module);
        while (reader.next()) {
            if (reader.section() == SectionReader.DATA) {
                return reader.number();
            }
        }
        throw new IllegalStateException("no data section");
    }

    private void addSegment(byte[] module, SectionReader reader) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(number(reader.number() + 1));
        content.write(PASSIVE);
        content.writeBytes(number(data.length));
        content.writeBytes(data);
        content.write(module, reader.at(), reader.end() - reader.at());
        section(SectionReader.DATA, content.toByteArray());
    }

    private void section(int number, byte[] content) {
        out.write(number);
        out.writeBytes(number(content.length));
        out.writeBytes(content);
    }

    private static byte[] number(int value) {
        var bytes = new ByteArrayOutputStream();
        int rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            bytes.write((rest & 0x7F) | 0x80);
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static int find(byte[] bytes, int from, int to) {
        for (int i = from; i <= to - MARKED.length; i++) {
            if (Arrays.equals(bytes, i, i + MARKED.length, MARKED, 0, MARKED.length)) {
                return i;
            }
        }
        return -1;
    }
}
