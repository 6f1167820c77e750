package io.tollgate.core.flow;

import io.tollgate.core.ledger.Ledger;
import io.tollgate.core.ledger.Note;
import io.tollgate.core.limit.ActiveLimit;
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
        landed = status.isPresent() ? note.acknowledgedSince(before) : 0;
        if (landed < 0) {
            landed = 0;
            status = Optional.empty();
            return false;
        }
        return true;
    }

    /** What others hold, or have been charged since the service answered. */
    long committed() {
        return note.inFlight() + landed;
    }
}
