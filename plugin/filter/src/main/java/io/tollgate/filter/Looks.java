package io.tollgate.filter;

import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.core.flow.LookResult;

/** What the host tells of a question to the rate limit service. */
final class Looks {
    private Looks() {}

    static LookResult result(GrpcResult result) {
        if (result instanceof GrpcResult.Message message) {
            return new LookResult.Answered(message.bytes().toByteArray());
        }
        String reason = ((GrpcResult.Failure) result).message();
        return new LookResult.Failed(reason.contains("response_timeout"), reason);
    }
}
