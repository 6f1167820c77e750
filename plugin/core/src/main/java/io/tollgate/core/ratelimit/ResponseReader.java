package io.tollgate.core.ratelimit;

import java.util.ArrayList;
import java.util.List;

/** Reads a {@code RateLimitResponse}; unknown fields are skipped. */
final class ResponseReader {
    private static final int OVER_LIMIT = 2;
    private static final long MAX_SECONDS = 400L * 86_400;
    private static final long[] UNIT_SECONDS = unitSeconds();

    private final ProtoReader in;

    private boolean over;
    private boolean matched;
    private long limit;
    private long windowSeconds;
    private long remaining;
    private long resetMillis;

    ResponseReader(byte[] bytes) {
        this.in = new ProtoReader(bytes, 0, bytes.length);
    }

    RateLimitAnswer read(int asked) {
        List<Status> statuses = new ArrayList<>();
        boolean allOver = false;
        while (in.next()) {
            if (in.field() == 1 && in.isVarint()) {
                allOver = in.varint() == OVER_LIMIT;
            } else if (in.field() == 2 && in.isMessage()) {
                statuses.add(status(in.message()));
            } else {
                in.skip();
            }
        }
        return in.broken()
                ? new RateLimitAnswer.Malformed("broken protobuf")
                : answer(statuses, asked, allOver);
    }

    private static RateLimitAnswer answer(List<Status> statuses, int asked, boolean allOver) {
        for (int missing = statuses.isEmpty() && allOver ? asked : 0; missing > 0; missing--) {
            statuses.add(Status.OVER);
        }
        return statuses.size() == asked
                ? new RateLimitAnswer.Statuses(statuses)
                : new RateLimitAnswer.Malformed(
                        statuses.size() + " statuses for " + asked + " descriptors");
    }

    private Status status(ProtoReader field) {
        over = false;
        matched = false;
        limit = 0;
        windowSeconds = 0;
        remaining = 0;
        resetMillis = -1;
        while (field.next()) {
            statusField(field);
        }
        adopt(field);
        return new Status(over, matched, limit, windowSeconds, remaining, resetMillis);
    }

    private void statusField(ProtoReader field) {
        if (field.field() == 1 && field.isVarint()) {
            over = field.varint() == OVER_LIMIT;
        } else if (field.field() == 2 && field.isMessage()) {
            matched = true;
            currentLimit(field.message());
        } else if (field.field() == 3 && field.isVarint()) {
            remaining = field.varint() & 0xFFFF_FFFFL;
        } else if (field.field() == 4 && field.isMessage()) {
            resetMillis = duration(field.message());
        } else {
            field.skip();
        }
    }

    private void currentLimit(ProtoReader field) {
        while (field.next()) {
            if (field.field() == 1 && field.isVarint()) {
                limit = field.varint() & 0xFFFF_FFFFL;
            } else if (field.field() == 2 && field.isVarint()) {
                long unit = field.varint();
                windowSeconds =
                        unit > 0 && unit < UNIT_SECONDS.length ? UNIT_SECONDS[(int) unit] : 0;
            } else {
                field.skip();
            }
        }
        adopt(field);
    }

    /** Milliseconds, rounded up, so that a caller who waits that long is never too early. */
    private long duration(ProtoReader field) {
        long seconds = 0;
        long nanos = 0;
        while (field.next()) {
            if (field.field() == 1 && field.isVarint()) {
                seconds = field.varint();
            } else if (field.field() == 2 && field.isVarint()) {
                nanos = field.varint();
            } else {
                field.skip();
            }
        }
        adopt(field);
        seconds = Math.min(Math.max(seconds, 0), MAX_SECONDS);
        nanos = Math.min(Math.max(nanos, 0), 999_999_999);
        return seconds * 1000 + (nanos + 999_999) / 1_000_000;
    }

    private void adopt(ProtoReader nested) {
        if (nested.broken()) {
            in.fail();
        }
    }

    private static long[] unitSeconds() {
        long[] seconds = new long[8];
        for (WindowUnit unit : WindowUnit.values()) {
            seconds[unit.number()] = unit.seconds();
        }
        return seconds;
    }
}
