package io.tollgate.filter;

import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.core.flow.LookResult;

/** What the host tells of a question to the rate limit service. */
final class Looks {
    /** How Envoy refuses a call to a cluster that it does not know. */
    private static final String NO_CLUSTER = "INTERNAL_FAILURE";

    private Looks() {}

    static LookResult result(GrpcResult result) {
        if (result instanceof GrpcResult.Message message) {
            return new LookResult.Answered(message.bytes().toByteArray());
        }
        GrpcResult.Failure failure = (GrpcResult.Failure) result;
        String reason = failure.message();
        return new LookResult.Failed(
                reason.contains("response_timeout"),
                failure.sent(),
                reason.endsWith(NO_CLUSTER)
                        ? "Envoy knows none of this name, or it is empty"
                        : reason);
    }
}
