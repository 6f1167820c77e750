package io.tollgate.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** The JDK's own compression is the oracle. */
class GunzipTest {
    private static final long SEED = Long.getLong("fuzz.seed", 5);

    /** Fewer than the others unless told: compressing the data takes most of the time. */
    private static final int COUNT = Integer.getInteger("fuzz.count", 2_500);

    private static final class Collected extends ByteSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void take(Bytes piece, int from, int to) {
            bytes.writeBytes(piece.toArray(from, to));
        }
    }

    private static byte[] data(Random random) {
        byte[] data = new byte[random.nextInt(500) == 0 ? 100_000 : random.nextInt(500)];
        int kinds = 1 << random.nextInt(9);
        for (int i = 0; i < data.length; i++) {
            boolean again = i > 40 && random.nextInt(3) > 0;
            data[i] = again ? data[i - 1 - random.nextInt(40)] : (byte) random.nextInt(kinds);
        }
        return data;
    }

    private static byte[] deflate(byte[] data, Random random) {
        Deflater deflater = new Deflater(random.nextInt(10), true);
        deflater.setStrategy(random.nextInt(3));
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1000 + random.nextInt(9000)];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] data, int flags, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
        if ((flags & 4) != 0) {
            int n = random.nextInt(3);
            out.writeBytes(new byte[] {(byte) n, 0});
            out.writeBytes(new byte[n]);
        }
        for (int flag = 8; flag <= 16; flag *= 2) {
            if ((flags & flag) != 0) {
                out.writeBytes(
                        "name\0".substring(random.nextInt(5)).getBytes(StandardCharsets.US_ASCII));
            }
        }
        out.writeBytes(new byte[(flags & 2)]);
        out.writeBytes(deflate(data, random));
        CRC32 crc = new CRC32();
        crc.update(data);
        for (int i = 0; i < 32; i += 8) {
            out.write((int) (crc.getValue() >>> i));
        }
        for (int i = 0; i < 32; i += 8) {
            out.write(data.length >>> i);
        }
        return out.toByteArray();
    }

    private static boolean feed(Gunzip gunzip, byte[] zipped, Random random) {
        int from = 0;
        int most = 1 + random.nextInt(zipped.length);
        while (from < zipped.length) {
            int to = Math.min(zipped.length, from + 1 + random.nextInt(most));
            byte[] piece = Arrays.copyOfRange(zipped, from, to);
            if (!gunzip.feed(Bytes.of(piece), 0, piece.length)) {
                return false;
            }
            from = to;
        }
        return gunzip.complete();
    }

    @Test
    void undoesWhatTheJdkDidInAnySplit() {
        Random random = new Random(SEED);
        for (int i = 0; i < COUNT; i++) {
            byte[] one = data(random);
            byte[] two = data(random);
            byte[] first = gzip(one, random.nextInt(32) & ~1, random);
            byte[] second = gzip(two, 0, random);
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            Collected out = new Collected();
            assertTrue(feed(new Gunzip(out), both, random));
            byte[] expected = Arrays.copyOf(one, one.length + two.length);
            System.arraycopy(two, 0, expected, one.length, two.length);
            assertArrayEquals(expected, out.bytes.toByteArray());
        }
    }

    @Test
    void failsOnBrokenDataAsTheJdkDoes() {
        Random random = new Random(SEED + 1);
        int broken = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] zipped = gzip(data(random), 0, random);
            for (int k = random.nextInt(3); k >= 0; k--) {
                int at = 10 + random.nextInt(zipped.length - 18);
                zipped[at] ^= (byte) (1 << random.nextInt(8));
            }
            Collected out = new Collected();
            Gunzip gunzip = new Gunzip(out);
            boolean whole = feed(gunzip, zipped, random);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            if (inflate(zipped, expected)) {
                assertTrue(out.bytes.size() >= expected.size());
                assertArrayEquals(
                        expected.toByteArray(),
                        Arrays.copyOf(out.bytes.toByteArray(), expected.size()));
            } else {
                assertFalse(whole);
                broken++;
            }
        }
        assertTrue(broken > COUNT / 20);
    }

    /** Whether the first member is whole. */
    private static boolean inflate(byte[] zipped, ByteArrayOutputStream out) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(zipped, 10, zipped.length - 10);
        byte[] buffer = new byte[8192];
        try {
            int n = inflater.inflate(buffer);
            while (n > 0) {
                out.write(buffer, 0, n);
                n = inflater.inflate(buffer);
            }
            return inflater.finished();
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    @Test
    void refusesWhatIsNoGzip() {
        byte[] text = "data: hello".getBytes(StandardCharsets.US_ASCII);
        assertFalse(new Gunzip(new Collected()).feed(Bytes.of(text), 0, text.length));
        Gunzip cut = new Gunzip(new Collected());
        byte[] head = {0x1f, (byte) 0x8b, 8};
        assertTrue(cut.feed(Bytes.of(head), 0, head.length));
        assertFalse(cut.complete());
        assertEquals(true, new Gunzip(new Collected()).complete());
    }
}
