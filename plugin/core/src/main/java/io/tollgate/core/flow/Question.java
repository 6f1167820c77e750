package io.tollgate.core.flow;

import io.tollgate.core.refusal.Refusal;
import java.util.Optional;

/** What is to be done before a call may go on. */
sealed interface Question {
    Pass PASS = new Pass();

    record Pass() implements Question {}

    /**
     * The service is asked first.
     *
     * @param charges the answer matters whatever becomes of the stream
     */
    record Ask(byte[] message, boolean charges) implements Question {}

    record Refuse(Refusal refusal) implements Question {}

    static Question of(Optional<Refusal> refused) {
        return refused.isPresent() ? new Refuse(refused.get()) : PASS;
    }
}
