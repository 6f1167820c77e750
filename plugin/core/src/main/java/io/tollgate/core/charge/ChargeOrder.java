package io.tollgate.core.charge;

import java.util.List;

/**
 * One charge call.
 *
 * @param message the call's bytes
 * @param tickets what the ledger still holds for it, to be settled when the charge has landed or is
 *     given up
 * @param number its place among all of its queue
 * @param untilMs when a window turns that the message gives something back to: a refund that comes
 *     later would eat the next window's count
 * @param late the call's bytes from then on, without those refunds; {@link #NOTHING} if there is
 *     nothing else
 */
public record ChargeOrder(
        byte[] message, List<Ticket> tickets, long number, long untilMs, byte[] late) {
    /** No call at all. */
    public static final byte[] NOTHING = {};

    public ChargeOrder {
        tickets = List.copyOf(tickets);
    }

    public ChargeOrder(byte[] message, List<Ticket> tickets) {
        this(message, tickets, 0, Long.MAX_VALUE, NOTHING);
    }

    /** The same with refunds that are void from a time on. */
    public ChargeOrder until(long timeMs, byte[] otherwise) {
        return new ChargeOrder(message, tickets, number, timeMs, otherwise);
    }

    ChargeOrder numbered(long place) {
        return new ChargeOrder(message, tickets, place, untilMs, late);
    }

    /** What to send now; {@link #NOTHING} if it is too late for all of it. */
    public byte[] messageAt(long nowMs) {
        return nowMs < untilMs ? message : late;
    }

    /**
     * A share of a budget in flight.
     *
     * @param key the budget's counter in the ledger
     * @param held what was noted as in flight
     * @param charged what the service is told
     */
    public record Ticket(long key, long held, long charged) {}
}
