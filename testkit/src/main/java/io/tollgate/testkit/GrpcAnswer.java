package io.tollgate.testkit;

import java.time.Duration;

/** Answer of a scripted gRPC service. */
public sealed interface GrpcAnswer {
    /** Time before it is given. */
    Duration delay();

    /**
     * Status 0 and a message.
     *
     * @param message serialized
     * @param delay time before
     */
    record Message(byte[] message, Duration delay) implements GrpcAnswer {}

    /**
     * An error status.
     *
     * @param status 1 to 16
     * @param text its message
     * @param delay time before
     */
    record Failure(int status, String text, Duration delay) implements GrpcAnswer {}

    /**
     * No answer: the caller's time-out ends the call.
     *
     * @param delay not used
     */
    record Silence(Duration delay) implements GrpcAnswer {}

    /** A message at once. */
    static GrpcAnswer message(byte[] message) {
        return new Message(message, Duration.ZERO);
    }

    /** An error at once. */
    static GrpcAnswer failure(int status, String text) {
        return new Failure(status, text, Duration.ZERO);
    }

    /** Never. */
    static GrpcAnswer never() {
        return new Silence(Duration.ZERO);
    }

    /** The same answer, later. */
    default GrpcAnswer after(Duration time) {
        if (this instanceof Message m) {
            return new Message(m.message(), time);
        }
        return this instanceof Failure f ? new Failure(f.status(), f.text(), time) : this;
    }
}
