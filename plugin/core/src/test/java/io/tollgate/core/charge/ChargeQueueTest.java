package io.tollgate.core.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChargeQueueTest {
    private static ChargeOrder order(int number) {
        return new ChargeOrder(new byte[] {(byte) number}, List.of());
    }

    private static int number(Optional<ChargeOrder> order) {
        return order.isEmpty() ? -1 : order.get().message()[0];
    }

    @Test
    void sendsAtOnceAndInOrderWhileTheServiceAnswers() {
        ChargeQueue queue = new ChargeQueue(10);
        queue.offer(order(1));
        queue.offer(order(2));
        assertEquals(1, number(queue.next(0)));
        assertEquals(2, number(queue.next(0)));
        assertEquals(-1, number(queue.next(0)));
        queue.settled();
        queue.settled();
        assertTrue(queue.isEmpty());
    }

    @Test
    void givesUpTheOldestWhenTheLineIsFull() {
        ChargeQueue queue = new ChargeQueue(2);
        assertEquals(-1, number(queue.offer(order(1))));
        assertEquals(-1, number(queue.offer(order(2))));
        assertEquals(1, number(queue.offer(order(3))));
        assertEquals(2, number(queue.next(0)));
    }

    @Test
    void triesAgainWithinASecondAndNeverMoreThanTenApart() {
        ChargeQueue queue = new ChargeQueue(10);
        queue.offer(order(1));
        long now = 0;
        queue.failed(queue.next(now).orElseThrow(), now);
        for (long wait : new long[] {500, 1000, 2000, 4000, 8000, 9_800, 9_800}) {
            assertTrue(queue.next(now + wait - 1).isEmpty(), "before " + wait);
            now += wait;
            queue.failed(queue.next(now).orElseThrow(), now);
        }
    }

    @Test
    void keepsTheOrderOfCallsThatFailTogetherAndDropsTheOldest() {
        ChargeQueue queue = new ChargeQueue(3);
        for (int i = 1; i <= 3; i++) {
            queue.offer(order(i));
        }
        ChargeOrder first = queue.next(0).orElseThrow();
        ChargeOrder second = queue.next(0).orElseThrow();
        ChargeOrder third = queue.next(0).orElseThrow();
        queue.offer(order(4));
        assertTrue(queue.failed(second, 0).isEmpty());
        assertTrue(queue.failed(third, 0).isEmpty());
        assertEquals(1, number(queue.failed(first, 0)), "the oldest is given up");
        for (int expected = 2; expected <= 4; expected++) {
            assertEquals(expected, number(queue.next(10_000)));
            queue.settled();
        }
    }

    @Test
    void countsOneOutageOnceHoweverManyCallsFailInIt() {
        ChargeQueue queue = new ChargeQueue(100);
        for (int i = 0; i < 50; i++) {
            queue.offer(order(i));
        }
        ChargeOrder[] sent = new ChargeOrder[50];
        for (int i = 0; i < 50; i++) {
            sent[i] = queue.next(0).orElseThrow();
        }
        for (ChargeOrder order : sent) {
            queue.failed(order, 10);
        }
        assertEquals(50, queue.waiting());
        assertTrue(queue.next(1010).isPresent(), "within a second");
        assertTrue(queue.next(1010).isEmpty(), "one probe at a time");
    }

    @Test
    void doesNotSendAgainWhatMayHaveLanded() {
        ChargeQueue queue = new ChargeQueue(10);
        queue.offer(order(1));
        queue.next(0);
        queue.doubtful(0);
        assertTrue(queue.isEmpty());
        assertEquals(-1, number(queue.next(60_000)));
    }
}
