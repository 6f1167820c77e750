package io.tollgate.core.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.Code;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.DescriptorStatus;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.RateLimit;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.RateLimit.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RateLimitAnswerTest {
    private static final byte[] GOOD = response().toByteArray();

    @Test
    void statusesAreRead() {
        List<Status> expected =
                List.of(
                        new Status(false, true, 1000, 60, 258, 12_346),
                        new Status(true, true, 0xFFFF_FFFFL, 2_592_000, 0, 0),
                        new Status(false, false, 0, 0, 0, -1));
        assertEquals(new RateLimitAnswer.Statuses(expected), RateLimitAnswer.read(GOOD, 3));
    }

    @Test
    void emptyAnswerToNoQuestionIsFine() {
        assertEquals(new RateLimitAnswer.Statuses(List.of()), RateLimitAnswer.read(new byte[0], 0));
    }

    @Test
    void overLimitWithoutStatusesIsSaidOfAll() {
        byte[] over =
                RateLimitResponse.newBuilder()
                        .setOverallCode(Code.OVER_LIMIT)
                        .build()
                        .toByteArray();
        Status status = new Status(true, true, 0, 0, 0, -1);
        assertEquals(
                new RateLimitAnswer.Statuses(List.of(status, status)),
                RateLimitAnswer.read(over, 2));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenBytesAreAValue(byte[] bytes) {
        assertInstanceOf(RateLimitAnswer.Malformed.class, RateLimitAnswer.read(bytes, 3));
    }

    static List<byte[]> broken() {
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0xFF);
        return List.of(
                new byte[0],
                endless,
                new byte[] {0x12, 0x7F},
                new byte[] {0x12, 0x02, 0x12, 0x09},
                new byte[] {0x03},
                new byte[] {0x00, 0x00},
                "upstream connect error".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                Arrays.copyOf(GOOD, GOOD.length - 1));
    }

    @Test
    void mutatedBytesNeverThrow() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = Arrays.copyOf(GOOD, random.nextInt(GOOD.length + 1));
            for (int k = 0; k < 3 && bytes.length > 0; k++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            if (RateLimitAnswer.read(bytes, 3) instanceof RateLimitAnswer.Statuses statuses) {
                assertEquals(3, statuses.statuses().size());
            }
        }
    }

    private static RateLimitResponse response() {
        return RateLimitResponse.newBuilder()
                .setOverallCode(Code.OVER_LIMIT)
                .addStatuses(
                        status(Code.OK, 1000, Unit.MINUTE)
                                .setLimitRemaining(258)
                                .setDurationUntilReset(seconds(12, 345_000_001)))
                .addStatuses(
                        status(Code.OVER_LIMIT, -1, Unit.MONTH)
                                .setDurationUntilReset(seconds(0, 0)))
                .addStatuses(DescriptorStatus.newBuilder().setCode(Code.OK))
                .addResponseHeadersToAdd(HeaderValue.newBuilder().setKey("x").setValue("y"))
                .setRawBody(ByteString.copyFromUtf8("body"))
                .build();
    }

    private static DescriptorStatus.Builder status(Code code, int limit, Unit unit) {
        return DescriptorStatus.newBuilder()
                .setCode(code)
                .setCurrentLimit(
                        RateLimit.newBuilder()
                                .setRequestsPerUnit(limit)
                                .setUnit(unit)
                                .setName("rule"));
    }

    private static Duration seconds(long seconds, int nanos) {
        return Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    }
}
