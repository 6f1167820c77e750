package io.tollgate.core.ratelimit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.extensions.common.ratelimit.v3.RateLimitDescriptor;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimitRequestTest {
    private static final List<Entry> ENTRIES =
            List.of(new Entry("model", "gpt-4o"), new Entry("consumer", "ann"));

    @Test
    void lookHasAnExplicitZero() {
        byte[] bytes =
                RateLimitRequest.encode(
                        "llm",
                        List.of(Descriptor.look(List.of(new Entry("k", "v")), Optional.empty())));
        assertArrayEquals(
                HexFormat.of().parseHex("0a036c6c6d" + "120a" + "0a060a016b120176" + "1a00"),
                bytes);
    }

    @Test
    void chargeCarriesAddendAndQuota() {
        Descriptor charge =
                Descriptor.charge(
                        List.of(new Entry("k", "v")),
                        Optional.of(new Quota(300, WindowUnit.MINUTE)),
                        200);
        byte[] bytes = RateLimitRequest.encode("llm", List.of(charge));
        assertArrayEquals(
                HexFormat.of()
                        .parseHex(
                                "0a036c6c6d"
                                        + "1214"
                                        + "0a060a016b120176"
                                        + "120508ac021002"
                                        + "1a0308c801"),
                bytes);
    }

    @Test
    void officialMessagesReadWhatWeWrote() throws InvalidProtocolBufferException {
        var read =
                decode(
                        new Descriptor(ENTRIES, List.of(new Quota(0, WindowUnit.DAY)), 7, true),
                        Descriptor.look(ENTRIES, Optional.empty()));
        assertEquals("llm", read.getDomain());
        RateLimitDescriptor first = read.getDescriptors(0);
        assertEquals("consumer", first.getEntries(1).getKey());
        assertEquals("gpt-4o", first.getEntries(0).getValue());
        assertEquals(0, first.getLimit().getRequestsPerUnit());
        assertEquals(WindowUnit.DAY.number(), first.getLimit().getUnitValue());
        assertEquals(7, first.getHitsAddend().getValue());
        assertTrue(read.getDescriptors(1).hasHitsAddend(), "a look says 0");
        assertEquals(0, read.getDescriptors(1).getHitsAddend().getValue());
    }

    @ParameterizedTest
    @EnumSource(WindowUnit.class)
    void unitsHaveTheServicesNumbers(WindowUnit unit) {
        String name =
                io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.RateLimit.Unit.forNumber(
                                unit.number())
                        .name();
        assertEquals(unit.name(), name);
    }

    @Test
    void amountsAndAddendsAreClamped() throws InvalidProtocolBufferException {
        Descriptor huge =
                Descriptor.charge(
                        ENTRIES,
                        Optional.of(new Quota(Long.MAX_VALUE, WindowUnit.YEAR)),
                        Long.MAX_VALUE);
        var read = decode(huge, huge.withAddend(-5)).getDescriptorsList();
        assertEquals(-1, read.get(0).getLimit().getRequestsPerUnit(), "all 32 bits set");
        assertEquals(1_000_000_000L, read.get(0).getHitsAddend().getValue());
        assertEquals(0, read.get(1).getHitsAddend().getValue());
    }

    @Test
    void longTextsGrowTheBuffer() throws InvalidProtocolBufferException {
        String wide = "ü".repeat(5000);
        var read =
                decode(
                        Descriptor.look(
                                List.of(new Entry("path", wide), new Entry("b", "c")),
                                Optional.empty()));
        assertEquals(wide, read.getDescriptors(0).getEntries(0).getValue());
        assertEquals("c", read.getDescriptors(0).getEntries(1).getValue());
    }

    private static io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest decode(
            Descriptor... descriptors) throws InvalidProtocolBufferException {
        return io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest.parseFrom(
                RateLimitRequest.encode("llm", List.of(descriptors)));
    }
}
