package io.tollgate.core.charge;

import java.util.List;

/**
 * One charge call.
 *
 * @param message the call's bytes
 * @param tickets what the ledger still holds for it, to be settled when the charge has landed or is
 *     given up
 * @param number its place among all of its queue
 */
public record ChargeOrder(byte[] message, List<Ticket> tickets, long number) {
    public ChargeOrder {
        tickets = List.copyOf(tickets);
    }

    public ChargeOrder(byte[] message, List<Ticket> tickets) {
        this(message, tickets, 0);
    }

    ChargeOrder numbered(long place) {
        return new ChargeOrder(message, tickets, place);
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
