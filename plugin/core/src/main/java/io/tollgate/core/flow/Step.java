package io.tollgate.core.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer to an event: what becomes of the message, and what else is to be done, in this order.
 */
public record Step(Move move, List<Effect> effects) {
    /** Nothing to do. */
    public static final Step PASS = new Step(Move.GO, List.of());

    /** The same with one more thing to do at the end. */
    Step then(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return new Step(move, more);
    }
}
