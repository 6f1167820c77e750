package io.tollgate.testkit.ratelimit;

import io.tollgate.testkit.proto.ProtoReader;

/** A response, of which the last descriptor's status is kept. */
record Answer(boolean over, long limit, long unit, long remaining, long reset) {
    static Answer read(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        boolean over = false;
        Answer status = new Answer(false, 0, 0, 0, 0);
        while (in.next()) {
            if (in.field() == 1) {
                over = in.number() == 2;
            } else {
                status = readStatus(in.bytes());
            }
        }
        return new Answer(over, status.limit, status.unit, status.remaining, status.reset);
    }

    private static Answer readStatus(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        long[] limit = new long[3];
        long remaining = 0;
        long reset = 0;
        while (in.next()) {
            switch (in.field()) {
                case 2 -> limit = numbers(in.bytes());
                case 3 -> remaining = in.number();
                case 4 -> reset = numbers(in.bytes())[1];
                default -> {}
            }
        }
        return new Answer(false, limit[1], limit[2], remaining, reset);
    }

    private static long[] numbers(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        long[] values = new long[4];
        while (in.next()) {
            values[in.field()] = in.number();
        }
        return values;
    }
}
