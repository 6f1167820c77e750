package io.tollgate.compiler.emulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tollgate.compiler.emulated.java.util.zip.TInflater;
import io.tollgate.compiler.emulated.javax.crypto.TMac;
import io.tollgate.compiler.emulated.javax.crypto.spec.TSecretKeySpec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulations beside the JDK's own. */
final class EmulatedTest {
    private final Random random = new Random(11);

    private byte[] bytes(int size, int variety) {
        byte[] result = new byte[size];
        for (int i = 0; i < size; i++) {
            boolean again = i > 300 && random.nextInt(3) > 0;
            result[i] = again ? result[i - 1 - random.nextInt(2)] : (byte) random.nextInt(variety);
        }
        return result;
    }

    private static byte[] deflate(byte[] plain, int level, int strategy, boolean raw) {
        Deflater deflater = new Deflater(level, raw);
        deflater.setStrategy(strategy);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[2 * plain.length + 100];
        int size = 0;
        while (!deflater.finished()) {
            size += deflater.deflate(packed, size, packed.length - size);
        }
        deflater.end();
        return Arrays.copyOf(packed, size);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheJdkDeflatesIsInflatedInAnySplit(boolean raw) throws DataFormatException {
        int[] sizes = {0, 1, 100, 5_000, 70_000, 200_000};
        int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED};
        for (int size : sizes) {
            for (int level : new int[] {0, 1, 6, 9}) {
                byte[] plain = bytes(size, level == 1 ? 256 : 20);
                byte[] packed = deflate(plain, level, strategies[level % 3], raw);
                byte[] behind = Arrays.copyOf(packed, packed.length + 5);
                TInflater inflater = new TInflater(raw);
                assertArrayEquals(plain, inflate(inflater, behind, 1 + random.nextInt(900)));
                assertEquals(plain.length, inflater.getBytesWritten());
            }
        }
    }

    private byte[] inflate(TInflater inflater, byte[] packed, int most) throws DataFormatException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        byte[] piece = new byte[most];
        int at = 0;
        while (!inflater.finished()) {
            int made = inflater.inflate(piece);
            result.write(piece, 0, made);
            if (made == 0 && !inflater.finished()) {
                int count = Math.min(packed.length - at, 1 + random.nextInt(most));
                inflater.setInput(packed, at, count);
                at += count;
            }
        }
        assertEquals(packed.length - 5, at - inflater.getRemaining());
        return result.toByteArray();
    }

    @Test
    void brokenDataIsRefusedOrStopsButNeverRunsOn() {
        byte[] packed = deflate(bytes(3_000, 30), 6, Deflater.DEFAULT_STRATEGY, true);
        for (int round = 0; round < 3_000; round++) {
            byte[] broken = packed.clone();
            for (int flips = 0; flips <= round % 4; flips++) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            TInflater inflater = new TInflater(true);
            inflater.setInput(broken);
            try {
                byte[] out = new byte[500_000];
                int made = inflater.inflate(out);
                assertEquals(made, inflater.getTotalOut());
            } catch (DataFormatException refused) {
                assertEquals(false, inflater.finished());
            }
        }
    }

    @Test
    void aHeaderThatIsNotZlibsIsRefused() {
        TInflater inflater = new TInflater();
        inflater.setInput(new byte[] {1, 2, 3});
        assertThrows(DataFormatException.class, () -> inflater.inflate(new byte[9]));
    }

    @Test
    void digestsAndCodesAreTheJdks() throws GeneralSecurityException {
        for (int size = 0; size < 300; size++) {
            byte[] text = bytes(size, 256);
            Sha256 sha = new Sha256();
            sha.update(text, 0, size / 3);
            sha.update(text, size / 3, size - size / 3);
            assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(text), sha.digest());
            byte[] key = bytes(1 + size, 256);
            TMac mac = TMac.getInstance("HmacSHA256");
            mac.init(new TSecretKeySpec(key, "HmacSHA256"));
            Mac jdk = Mac.getInstance("HmacSHA256");
            jdk.init(new SecretKeySpec(key, "HmacSHA256"));
            assertArrayEquals(jdk.doFinal(text), mac.doFinal(text));
        }
    }

    @Test
    void textsAreCodedAsTheJdkDoes() {
        Charset[] charsets = {
            StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII
        };
        int[] likely = {
            0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0xe2, 0xf0, 0x90, 0xf4, 0x8f, 0xff, 0xc0
        };
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(9)];
            char[] chars = new char[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) likely[random.nextInt(likely.length)];
                chars[i] =
                        (char)
                                (random.nextBoolean()
                                        ? 0xd700 + random.nextInt(0x900)
                                        : random.nextInt(0x900));
            }
            Charset charset = charsets[round % 3];
            int from = Math.min(1, bytes.length);
            String decoded = new String(Charsets.decode(bytes, from, bytes.length - from, charset));
            assertEquals(new String(bytes, from, bytes.length - from, charset), decoded);
            assertArrayEquals(
                    new String(chars).getBytes(charset),
                    Charsets.encode(new String(chars), charset));
        }
        assertThrows(
                UnsupportedOperationException.class,
                () -> Charsets.encode("", StandardCharsets.UTF_16));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Charsets.decode(new byte[1], 1, 1, charsets[0]));
    }

    @Test
    void divisionIsJavas() {
        int[] values = {0, 1, -1, 7, -7, Integer.MIN_VALUE, Integer.MAX_VALUE};
        for (int a : values) {
            for (int b : values) {
                if (b == 0) {
                    assertThrows(ArithmeticException.class, () -> Checks.divide(a, 0));
                    assertThrows(ArithmeticException.class, () -> Checks.remainder((long) a, 0L));
                    continue;
                }
                assertEquals(a / b, Checks.divide(a, b));
                assertEquals(a % b, Checks.remainder(a, b));
                assertEquals((long) a / b, Checks.divide((long) a, b));
                assertEquals((long) a % b, Checks.remainder((long) a, b));
            }
        }
        assertThrows(NegativeArraySizeException.class, () -> Checks.arraySize(-1));
        assertThrows(OutOfMemoryError.class, () -> Checks.arraySize(Integer.MAX_VALUE));
    }
}
