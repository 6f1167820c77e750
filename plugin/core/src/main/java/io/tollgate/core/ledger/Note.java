package io.tollgate.core.ledger;

/**
 * What the ledger said of a counter before the own entry was made.
 *
 * @param inFlight held by others
 * @param acknowledged sum of all charges that the service has confirmed, for telling what came in
 *     between two notes
 * @param generation changes when such sums are forgotten; then two notes cannot be compared
 */
public record Note(long inFlight, long acknowledged, int generation) {
    /** A counter that nobody uses. */
    public static final Note NOTHING = new Note(0, 0, 0);

    /**
     * Confirmed since an earlier note; -1 if it cannot be known, and the service must be asked
     * again.
     */
    public long acknowledgedSince(Note earlier) {
        return generation == earlier.generation
                ? Math.max(-1, acknowledged - earlier.acknowledged)
                : -1;
    }
}
