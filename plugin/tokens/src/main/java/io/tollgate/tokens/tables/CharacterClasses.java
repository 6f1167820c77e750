// lint: JVM only
package io.tollgate.tokens.tables;

import io.tollgate.tokens.Layout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The class of every code point in two stages: blocks of 128, equal blocks stored once. */
final class CharacterClasses {
    /** The letters of classes.txt; the place is the class number, 0 stands for "other". */
    static final String LETTERS = ".ULOMNSR";

    private static final int BLOCK = 1 << Layout.BLOCK_BITS;

    final byte[] index = new byte[0x110000 / BLOCK];
    final byte[] blocks;

    private CharacterClasses(byte[] classes) {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int i = 0; i < index.length; i++) {
            ByteBuffer block =
                    ByteBuffer.wrap(Arrays.copyOfRange(classes, i * BLOCK, (i + 1) * BLOCK));
            if (!kept.contains(block)) {
                kept.add(block);
            }
            index[i] = (byte) kept.indexOf(block);
        }
        if (kept.size() > 256) {
            throw new IllegalStateException("more than 256 kinds of blocks");
        }
        blocks = new byte[kept.size() * BLOCK];
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).get(blocks, i * BLOCK, BLOCK);
        }
    }

    /** From the text of classes.txt. */
    static CharacterClasses parse(String text) {
        byte[] classes = new byte[0x110000];
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .forEach(p -> fill(classes, p));
        return new CharacterClasses(classes);
    }

    private static void fill(byte[] classes, String[] range) {
        int first = Integer.parseInt(range[0], 16);
        int last = Integer.parseInt(range[1], 16);
        Arrays.fill(classes, first, last + 1, (byte) LETTERS.indexOf(range[2]));
    }
}
