package io.tollgate.testkit.ratelimit;

import io.tollgate.testkit.proto.ProtoReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One descriptor of a ShouldRateLimit request.
 *
 * @param entries keys and values in order
 * @param override limit sent with the descriptor
 * @param hitsAddend explicit addend; 0 = look only
 * @param negative {@code is_negative_hits}
 */
public record Descriptor(
        List<Entry> entries,
        Optional<LimitOverride> override,
        OptionalLong hitsAddend,
        boolean negative) {
    /**
     * One key and value.
     *
     * @param key key
     * @param value value, may be empty
     */
    public record Entry(String key, String value) {}

    /**
     * A limit sent by the client.
     *
     * @param requestsPerUnit the amount
     * @param unit wire number of the unit, not checked
     */
    public record LimitOverride(long requestsPerUnit, long unit) {}

    static Descriptor read(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        List<Entry> entries = new ArrayList<>();
        Optional<LimitOverride> override = Optional.empty();
        OptionalLong addend = OptionalLong.empty();
        boolean negative = false;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> entries.add(readEntry(in.bytes()));
                case 2 -> override = Optional.of(readOverride(in.bytes()));
                case 3 -> addend = OptionalLong.of(readUInt64Value(in.bytes()));
                case 4 -> negative = in.bool();
                default -> {}
            }
        }
        return new Descriptor(List.copyOf(entries), override, addend, negative);
    }

    private static Entry readEntry(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        String key = "";
        String value = "";
        while (in.next()) {
            if (in.field() == 1) {
                key = in.text();
            } else if (in.field() == 2) {
                value = in.text();
            }
        }
        return new Entry(key, value);
    }

    private static LimitOverride readOverride(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        long amount = 0;
        long unit = 0;
        while (in.next()) {
            if (in.field() == 1) {
                amount = in.number() & 0xffff_ffffL;
            } else if (in.field() == 2) {
                unit = in.number();
            }
        }
        return new LimitOverride(amount, unit);
    }

    private static long readUInt64Value(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        long value = 0;
        while (in.next()) {
            value = in.field() == 1 ? in.number() : value;
        }
        return value;
    }
}
