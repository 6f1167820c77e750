package io.tollgate.abi.callout;

import io.tollgate.abi.Headers;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.table.IntMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds who waits for a result. Tokens that nobody was given are ignored (Envoy calls back for
 * calls that it refused), and so are results for streams that are gone or whose filter failed.
 * Internal.
 */
public final class CalloutTable {
    /** The gRPC status of a call that the host did not take. */
    private static final int UNAVAILABLE = 14;

    private final HostSession session;
    private final IntMap<PendingCall> pending = new IntMap<>();
    private final List<PendingCall> refused = new ArrayList<>();

    public CalloutTable(HostSession session) {
        this.session = session;
    }

    /**
     * What the host said to a call: it waits for its result, or fails as soon as the callback at
     * hand is over.
     */
    void sent(PendingCall call, int status) {
        if (status == Status.OK) {
            call.token = session.port().takeNumber();
            pending.put(call.token, call);
        } else {
            call.refusal = status;
            refused.add(call);
        }
    }

    boolean isPending(PendingCall call) {
        return call.token != 0 && pending.get(call.token) == call;
    }

    /** True if it was waiting with the host. */
    boolean drop(PendingCall call) {
        refused.remove(call);
        if (!isPending(call)) {
            return false;
        }
        pending.remove(call.token);
        return true;
    }

    /**
     * A refused call whose failure is to be delivered next: its owner, or null if there is none.
     */
    public HostContext nextRefused() {
        return refused.isEmpty() ? null : refused.get(0).owner;
    }

    public void deliverRefused() {
        PendingCall call = refused.remove(0);
        if (call.owner.isListening()) {
            call.fail(UNAVAILABLE, "refused by the host: " + Status.name(call.refusal));
        }
    }

    /** Whose call it is, or null if nobody waits for it any more. */
    public HostContext owner(int token) {
        PendingCall call = pending.get(token);
        if (call == null) {
            return null;
        }
        if (!call.owner.isListening()) {
            pending.remove(token);
            return null;
        }
        return call.owner;
    }

    public void httpResponse(HostContext root, int token, int headers, int size) {
        if (pending.get(token) instanceof PendingCall.Http call) {
            pending.remove(token);
            if (headers == 0) {
                session.port().getCallStatus();
                call.fail(0, session.takeText());
            } else {
                call.answer(root, size);
            }
        }
    }

    public void grpcMessage(int token, int size) {
        PendingCall call = pending.get(token);
        if (call instanceof PendingCall.Unary unary) {
            pending.remove(token);
            unary.answer(size);
        } else if (call instanceof PendingCall.Stream stream) {
            stream.listener.onMessage(stream.buffer(HostPort.GRPC_MESSAGE, size));
        }
    }

    public void grpcMetadata(HostContext root, int token, boolean trailing) {
        if (pending.get(token) instanceof PendingCall.Stream stream) {
            if (trailing) {
                stream.listener.onTrailingMetadata(
                        new Headers(root, HostPort.GRPC_TRAILING_METADATA));
            } else {
                stream.listener.onInitialMetadata(
                        new Headers(root, HostPort.GRPC_INITIAL_METADATA));
            }
        }
    }

    public void grpcClose(int token, int status) {
        PendingCall call = pending.get(token);
        if (call != null && call.isGrpc()) {
            pending.remove(token);
            session.port().getCallStatus();
            call.fail(status, session.takeText());
        }
    }
}
