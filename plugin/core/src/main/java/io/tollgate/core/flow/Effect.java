package io.tollgate.core.flow;

import io.tollgate.bytes.Bytes;
import io.tollgate.bytes.Gunzip;
import io.tollgate.core.charge.ChargeOrder;
import io.tollgate.core.refusal.LocalAnswer;
import io.tollgate.core.request.BodyEdits;
import io.tollgate.json.JsonWriter;
import java.util.List;

/**
 * What the flow wants done on the host. The adapter carries effects out in their order and decides
 * nothing.
 */
public sealed interface Effect {
    record SetRequestHeader(String name, String value) implements Effect {}

    record RemoveRequestHeader(String name) implements Effect {}

    record SetResponseHeader(String name, String value) implements Effect {}

    record RemoveResponseHeader(String name) implements Effect {}

    /** Asks the rate limit service; the answer comes back as {@link Exchange#onLook}. */
    record Look(byte[] message) implements Effect {}

    /**
     * The same, of a question that charges: its answer matters also when the stream is gone, and
     * comes as {@link Exchange#onLateLook} then.
     */
    record Reserve(byte[] message) implements Effect {}

    /** Answers the client ourselves; nothing of the request goes on. */
    record Reply(LocalAnswer answer) implements Effect {}

    /**
     * Writes into the request's body.
     *
     * @param length fill up with blanks to this length; -1 for none
     * @param unzipped the body is gzip, of this many bytes when decoded, and goes on plain; -1 if
     *     it is plain
     */
    record ReplaceRequestBody(List<BodyEdits.Splice> splices, long length, int unzipped)
            implements Effect {
        /** The body as it is to be. */
        public byte[] apply(byte[] body) {
            byte[] plain = unzipped < 0 ? body : Gunzip.all(List.of(Bytes.of(body)), unzipped);
            byte[] spliced = BodyEdits.apply(Bytes.of(plain), splices);
            return length < 0 ? spliced : BodyEdits.pad(spliced, (int) length);
        }
    }

    /** The request's body has gone on and is not needed any more. */
    record ForgetRequestBody() implements Effect {}

    /** Filter state {@code wasm.<name>}, readable by access logs and later filters. */
    record Publish(String name, byte[] value) implements Effect {
        static Publish of(String name, long number) {
            return new Publish(name, new JsonWriter(16).value(number).toBytes());
        }
    }

    /** Filter state that lives as long as the client's request, across internal redirects. */
    record Remember(String name, String value) implements Effect {}

    /** Envoy's own ratelimit filter takes its addend from here. */
    record HitsAddend(long addend) implements Effect {}

    record Charge(ChargeOrder order) implements Effect {}

    record Count(String series, long amount) implements Effect {}

    record Sample(String series, long value) implements Effect {}

    /** A paused request goes on. */
    record Resume() implements Effect {}

    record Say(Level level, String text) implements Effect {}

    enum Level {
        INFO,
        WARN,
        ERROR
    }
}
