package io.tollgate.abi.callout;

import io.tollgate.abi.Block;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;

/** The sending half of a gRPC stream. */
public final class GrpcStream {
    private final CalloutTable table;
    private final PendingCall call;

    GrpcStream(CalloutTable table, PendingCall call) {
        this.table = table;
        this.call = call;
    }

    /** Sends a message; false if the stream is over. */
    public boolean send(byte[] message) {
        return send(message, false);
    }

    /** Sends the last message. */
    public boolean sendLast(byte[] message) {
        return send(message, true);
    }

    /** Ends the sending half; messages may still come. */
    public void close() {
        if (table.isPending(call)) {
            session().check("proxy_grpc_close", session().port().grpcClose(call.token));
        }
    }

    /** Resets the stream; nothing more comes, not even the close. */
    public void cancel() {
        if (table.drop(call)) {
            session().check("proxy_grpc_cancel", session().port().grpcCancel(call.token));
        }
    }

    private boolean send(byte[] message, boolean end) {
        if (!table.isPending(call)) {
            return false;
        }
        Block block = session().block(message);
        int status;
        try {
            status = session().port().grpcSend(call.token, block, end);
        } finally {
            block.free();
        }
        if (status == Status.NOT_FOUND) {
            return false;
        }
        session().check("proxy_grpc_send", status);
        return true;
    }

    private HostSession session() {
        return call.owner.session();
    }
}
