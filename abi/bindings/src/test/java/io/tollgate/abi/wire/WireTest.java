package io.tollgate.abi.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tollgate.abi.ArrayBlock;
import io.tollgate.abi.Header;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WireTest {
    @Test
    void textsBecomeTheSameBytesAsTheJdkMakes() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                int[] limits = {0x80, 0x800, 0xd800, 0x110000};
                int point = random.nextInt(limits[random.nextInt(4)]);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
            }
            byte[] expected = text.toString().getBytes(StandardCharsets.UTF_8);
            assertArrayEquals(expected, Utf8.encode(text.toString()));
            assertEquals(text.toString(), Utf8.decode(expected));
        }
    }

    @Test
    void whatIsNotUtf8IsReplacedByteByByte() {
        for (String hex :
                List.of("ff", "80", "c0", "e282", "f09f98", "eda080", "c0af", "f4908080")) {
            byte[] bytes = HexFormat.of().parseHex("41" + hex);
            assertEquals("A" + "\ufffd".repeat(bytes.length - 1), Utf8.decode(bytes), hex);
        }
        assertEquals("\ufffda", Utf8.decode(new byte[] {(byte) 0xe2, 'a'}));
        assertEquals("\ufffd", Utf8.decode(Utf8.encode("\ud800")));
    }

    @Test
    void pairsHaveTheSpecifiedBytes() {
        byte[] bytes = Pairs.encode(List.of(new Header("a", "1"), new Header("bc", "")));
        assertEquals(
                "02000000"
                        + "01000000"
                        + "01000000"
                        + "02000000"
                        + "00000000"
                        + "61003100"
                        + "62630000",
                HexFormat.of().formatHex(bytes));
        assertEquals(0, Pairs.encode(List.of()).length);
    }

    @Test
    void pairsAreFoundInPlace() {
        ArrayBlock pairs =
                new ArrayBlock(
                        Pairs.encode(
                                List.of(
                                        new Header("a", "1"),
                                        new Header("b", "ü"),
                                        new Header("a", "3"),
                                        new Header("ab", "4"))));
        assertEquals("1", Pairs.find(pairs, "a", 0));
        assertEquals("3", Pairs.find(pairs, "a", 1));
        assertNull(Pairs.find(pairs, "a", 2));
        assertEquals("ü", Pairs.find(pairs, "b", 0));
        assertEquals(4, Pairs.decode(pairs).size());
        assertEquals(0, Pairs.count(new ArrayBlock(new byte[0])));
    }

    @Test
    void messagesHaveProtobufsBytes() {
        byte[] bytes =
                new ProtoWriter()
                        .text(1, "rls")
                        .number(3, 300)
                        .bytes(2, new byte[200])
                        .toByteArray();
        assertEquals(
                "0a03726c73" + "18ac02" + "12c801" + "00".repeat(200),
                HexFormat.of().formatHex(bytes));
    }
}
