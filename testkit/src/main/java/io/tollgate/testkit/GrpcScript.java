package io.tollgate.testkit;

import java.util.List;
import java.util.function.Function;

/**
 * A scripted service's side of one gRPC stream.
 *
 * @param opened done when the stream is opened
 * @param each done for each message of the caller
 * @param ended done when the caller has ended its half
 * @param cancelled told that the caller has reset the stream
 */
public record GrpcScript(
        List<GrpcStep> opened,
        Function<byte[], List<GrpcStep>> each,
        List<GrpcStep> ended,
        Runnable cancelled) {
    /** Does this when the stream is opened, and nothing else. */
    public static GrpcScript open(GrpcStep... steps) {
        return new GrpcScript(List.of(steps), message -> List.of(), List.of(), () -> {});
    }

    /** Does this for each message too. */
    public GrpcScript each(Function<byte[], List<GrpcStep>> steps) {
        return new GrpcScript(opened, steps, ended, cancelled);
    }

    /** Does this when the caller has ended its half too. */
    public GrpcScript end(GrpcStep... steps) {
        return new GrpcScript(opened, each, List.of(steps), cancelled);
    }

    /** Tells of a reset by the caller; on a real host from another thread. */
    public GrpcScript cancelled(Runnable told) {
        return new GrpcScript(opened, each, ended, told);
    }
}
