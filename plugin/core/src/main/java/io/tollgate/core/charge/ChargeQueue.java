package io.tollgate.core.charge;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Charges that wait for the service. New ones go out at once while the service answers; when it
 * does not, they wait in line and are tried again, first after at most a second, never more than
 * ten apart. When the line is full the oldest is given up.
 */
public final class ChargeQueue {
    private static final long FIRST_WAIT_MS = 500;
    private static final long LAST_WAIT_MS =
            9_800; // and a timer that looks every tenth of a second
    private static final int MAX_ABROAD = 256;

    private final int capacity;
    private final ArrayDeque<ChargeOrder> line = new ArrayDeque<>();
    private int abroad;
    private long last;
    private long waitMs;
    private long notBefore;

    public ChargeQueue(int capacity) {
        this.capacity = Math.max(1, capacity);
    }

    /** Puts an order in line; what had to be given up for it, if anything. */
    public Optional<ChargeOrder> offer(ChargeOrder order) {
        Optional<ChargeOrder> dropped =
                line.size() >= capacity ? Optional.of(line.removeFirst()) : Optional.empty();
        line.addLast(order.numbered(++last));
        return dropped;
    }

    /** The next order to send now. While the service is failing one at a time is a probe. */
    public Optional<ChargeOrder> next(long nowMs) {
        if (line.isEmpty() || nowMs < notBefore || abroad >= (failing() ? 1 : MAX_ABROAD)) {
            return Optional.empty();
        }
        abroad++;
        return Optional.of(line.removeFirst());
    }

    /** The service answered, or the call may have landed: it is not sent again. */
    public void settled() {
        abroad--;
        waitMs = 0;
        notBefore = 0;
    }

    /** The call may have landed, yet nothing shows that the service is well. */
    public void doubtful(long nowMs) {
        abroad--;
        backOff(nowMs);
    }

    /**
     * The call surely did not land: it goes back to the head of the line; what had to be given up
     * for it.
     */
    public Optional<ChargeOrder> failed(ChargeOrder order, long nowMs) {
        abroad--;
        backOff(nowMs);
        putBack(order);
        return line.size() > capacity ? Optional.of(line.removeFirst()) : Optional.empty();
    }

    /** Into its place: calls that were abroad together fail in any order. */
    private void putBack(ChargeOrder order) {
        ArrayDeque<ChargeOrder> older = new ArrayDeque<>();
        while (!line.isEmpty() && line.peekFirst().number() < order.number()) {
            older.addLast(line.removeFirst());
        }
        line.addFirst(order);
        while (!older.isEmpty()) {
            line.addFirst(older.removeLast());
        }
    }

    public boolean isEmpty() {
        return line.isEmpty() && abroad == 0;
    }

    public int waiting() {
        return line.size();
    }

    private boolean failing() {
        return waitMs > 0;
    }

    private void backOff(long nowMs) {
        if (nowMs < notBefore) {
            return; // calls that were abroad together fail together: one outage, one step
        }
        waitMs = waitMs == 0 ? FIRST_WAIT_MS : Math.min(LAST_WAIT_MS, waitMs * 2);
        notBefore = nowMs + waitMs;
    }
}
