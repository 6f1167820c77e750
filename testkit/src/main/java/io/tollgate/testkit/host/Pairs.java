package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ABI's serialised map. Reading is as strict as Envoy's: what is malformed or too big is an
 * empty map, without an error.
 */
public final class Pairs {
    private static final int MAX_PAIRS = 1024;
    private static final int MAX_BYTES = 1 << 20;

    private Pairs() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Size 0 for an empty map, as Envoy writes it. */
    public static byte[] encode(List<Header> pairs) {
        if (pairs.isEmpty()) {
            return new byte[0];
        }
        int size =
                4
                        + pairs.stream()
                                .mapToInt(h -> 10 + utf8(h.name()).length + utf8(h.value()).length)
                                .sum();
        ByteBuffer out =
                ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putInt(pairs.size());
        pairs.forEach(h -> out.putInt(utf8(h.name()).length).putInt(utf8(h.value()).length));
        pairs.forEach(
                h -> out.put(utf8(h.name())).put((byte) 0).put(utf8(h.value())).put((byte) 0));
        return out.array();
    }

    /** Empty when the bytes are not exactly one map. */
    public static List<Header> decode(byte[] bytes) {
        return parse(bytes).orElse(List.of());
    }

    private static Optional<List<Header>> parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = bytes.length < 4 || bytes.length > MAX_BYTES ? -1 : in.getInt();
        if (count < 0 || count > MAX_PAIRS || in.remaining() < 8L * count) {
            return Optional.empty();
        }
        List<Header> pairs = new ArrayList<>();
        int at = 4 + 8 * count;
        for (int i = 0; i < count; i++) {
            int name = in.getInt();
            int value = in.getInt();
            if (!isPair(bytes, at, name, value)) {
                return Optional.empty();
            }
            pairs.add(new Header(text(bytes, at, name), text(bytes, at + name + 1, value)));
            at += name + value + 2;
        }
        return at == bytes.length ? Optional.of(pairs) : Optional.empty();
    }

    private static boolean isPair(byte[] bytes, int at, int name, int value) {
        boolean inside = name >= 0 && value >= 0 && (long) at + name + value + 2 <= bytes.length;
        return inside && bytes[at + name] == 0 && bytes[at + name + value + 1] == 0;
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }
}
