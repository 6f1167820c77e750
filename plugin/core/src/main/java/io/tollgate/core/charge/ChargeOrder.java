package io.tollgate.core.charge;

/**
 * One charge call.
 *
 * @param message the call's bytes
 * @param tickets what the ledger still holds for it, to be settled when the charge has landed or is
 *     given up
 */
public record ChargeOrder(byte[] message, java.util.List<Ticket> tickets) {
    public ChargeOrder {
        tickets = java.util.List.copyOf(tickets);
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
