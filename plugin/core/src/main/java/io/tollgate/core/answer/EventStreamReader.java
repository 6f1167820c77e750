package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonScanner;

/**
 * Amazon's event stream: frames with a length, headers, a JSON payload and two checksums. A frame
 * counts when its last checksum holds; after a wrong one nothing is read any more.
 */
final class EventStreamReader extends Framing {
    private static final int PRELUDE = 12;
    private static final int MOST = 32 << 20;
    private static final String TYPE = ":message-type";

    private final Payload payload;
    private final EventReader events;
    private final Crc32 crc = new Crc32();
    private final byte[] head = new byte[2048]; // prelude, then as many headers as fit
    private int at; // bytes of the frame read
    private int total;
    private int headers;
    private int checksum;
    private int wanted;
    private boolean broken;

    /** Where the payloads go. */
    interface Payload {
        void feed(Bytes b, int from, int to);

        void end();
    }

    EventStreamReader(Payload payload, EventReader events) {
        this.payload = payload;
        this.events = events;
        startFrame();
    }

    @Override
    boolean feed(Bytes b, int from, int to) {
        int i = from;
        while (i < to && !broken) {
            i = step(b, i, to);
        }
        return true;
    }

    @Override
    byte[] finish(boolean whole) {
        return new byte[0];
    }

    private void startFrame() {
        at = 0;
        total = PRELUDE;
        headers = 0;
        checksum = 0;
        crc.reset();
    }

    private int step(Bytes b, int i, int to) {
        if (at < PRELUDE) {
            return prelude(b.at(i), i);
        }
        if (at >= total - 4) {
            return message(b.at(i), i);
        }
        boolean header = at < PRELUDE + headers;
        int n = Math.min(to - i, (header ? PRELUDE + headers : total - 4) - at);
        crc.add(b, i, i + n);
        if (header) {
            b.copyTo(
                    i, head, Math.min(at, head.length), Math.max(0, Math.min(n, head.length - at)));
        } else {
            payload.feed(b, i, i + n);
        }
        at += n;
        return i + n;
    }

    private int prelude(byte c, int i) {
        head[at] = c;
        if (at == 8) {
            wanted = crc.value();
        }
        crc.add(c);
        if (++at == PRELUDE) {
            total = intAt(0);
            headers = intAt(4);
            boolean sane =
                    headers >= 0
                            && total >= PRELUDE + 4
                            && total <= MOST
                            && headers <= total - PRELUDE - 4;
            broken = !sane || intAt(8) != wanted;
        }
        return i + 1;
    }

    private int message(byte c, int i) {
        checksum = (checksum << 8) | (c & 0xff);
        if (++at == total) {
            endFrame();
        }
        return i + 1;
    }

    private void endFrame() {
        broken = checksum != crc.value();
        if (broken) {
            events.dropEvent();
            return;
        }
        if (isError()) {
            events.fail();
        }
        payload.end();
        events.endEvent(true, false);
        startFrame();
    }

    private int intAt(int i) {
        return (head[i] << 24)
                | ((head[i + 1] & 0xff) << 16)
                | ((head[i + 2] & 0xff) << 8)
                | (head[i + 3] & 0xff);
    }

    /** Whether the header says anything but {@code event}. */
    private boolean isError() {
        int end = Math.min(PRELUDE + headers, head.length);
        int i = PRELUDE;
        while (i < end) {
            int name = i + 1;
            int type = name + (head[i] & 0xff);
            int value = type + 1;
            int size = type + 2 < end ? size(head[type], value) : end;
            if (is(TYPE, name, type, end) && size < end) {
                return !is("event", value + 2, value + size, end);
            }
            i = value + size;
        }
        return false;
    }

    /** Bytes of a header's value, the length in front of it included. */
    private int size(int type, int value) {
        return switch (type) {
            case 0, 1 -> 0;
            case 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5, 8 -> 8;
            case 9 -> 16;
            default -> 2 + (((head[value] & 0xff) << 8) | (head[value + 1] & 0xff));
        };
    }

    private boolean is(String text, int from, int to, int end) {
        boolean same = to - from == text.length() && to <= end;
        for (int i = 0; same && i < text.length(); i++) {
            same = head[from + i] == text.charAt(i);
        }
        return same;
    }

    /** Payloads that are documents themselves. */
    static Payload documents(JsonScanner json) {
        return new Payload() {
            @Override
            public void feed(Bytes b, int from, int to) {
                json.feed(b, from, to);
            }

            @Override
            public void end() {
                json.finish();
                json.reset();
            }
        };
    }
}
