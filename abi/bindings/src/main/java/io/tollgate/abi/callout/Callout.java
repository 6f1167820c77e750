package io.tollgate.abi.callout;

import io.tollgate.abi.host.HostSession;

/** A call on its way. */
public final class Callout {
    private final CalloutTable table;
    private final PendingCall call;

    Callout(CalloutTable table, PendingCall call) {
        this.table = table;
        this.call = call;
    }

    /**
     * Gives the call up: its result will not come. Envoy lets an HTTP call run on and drops the
     * answer.
     */
    public void cancel() {
        HostSession session = call.owner.session();
        if (table.drop(call) && call.isGrpc()) {
            session.check("proxy_grpc_cancel", session.port().grpcCancel(call.token));
        }
    }
}
