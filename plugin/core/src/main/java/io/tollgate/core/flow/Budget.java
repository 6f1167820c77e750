package io.tollgate.core.flow;

import io.tollgate.core.ledger.Ledger;
import io.tollgate.core.ledger.Note;
import io.tollgate.core.limit.ActiveLimit;
import io.tollgate.core.limit.Estimate;
import io.tollgate.core.ratelimit.Status;
import java.util.Optional;

/** One limit of one call, and where that call stands with it. */
final class Budget {
    final ActiveLimit limit;

    /** What the service said, once it has. */
    Optional<Status> status = Optional.empty();

    /** What the ledger noted before the service was asked. */
    Note note = Note.NOTHING;

    /** What the ledger holds for this call. */
    long held;

    /** A limit of requests whose look did not reach the service: the charge counts it. */
    boolean uncounted;

    /** The service honours refunds, and is asked to charge what this call needs. */
    boolean reserves;

    /** What it was asked to charge, while it has not answered. */
    long reserving;

    /** What it has charged beforehand, and until when that can be given back. */
    long reserved;

    long turnsMs;

    /** Charged beforehand perhaps: nobody answered. */
    long perhaps;

    /** Charges of others that landed between the service's answer and our own entry. */
    private long landed;

    Budget(ActiveLimit limit) {
        this.limit = limit;
    }

    /** The service knows no rule for it: there is no counter that a charge could reach. */
    boolean unmatched() {
        return status.isPresent() && !status.get().matched();
    }

    /** Makes our entry; false if the service's answer is of no use any more. */
    boolean join(Ledger ledger, long nowMs) {
        Note before = note;
        note = ledger.join(limit.key(), held, nowMs);
        if (reserves) {
            status = Optional.empty(); // it is asked again
        }
        landed = status.isPresent() ? note.acknowledgedSince(before) : 0;
        if (landed < 0) {
            landed = 0;
            status = Optional.empty();
            return false;
        }
        return true;
    }

    /** What the ledger is to hold; what the service has charged need not stand there too. */
    long share(Estimate estimate) {
        long hold = limit.hold(estimate);
        return reserves ? Math.max(0, hold - limit.need(estimate)) : hold;
    }

    /**
     * What others hold, or have been charged since the service answered, less our own reservation:
     * what the service says is left is without it.
     */
    long committed() {
        long others = note.inFlight() + landed;
        return status.isPresent() && status.get().over() ? others : others - reserved;
    }
}
