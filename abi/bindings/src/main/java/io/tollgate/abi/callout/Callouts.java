package io.tollgate.abi.callout;

import io.tollgate.abi.Block;
import io.tollgate.abi.BlockScope;
import io.tollgate.abi.Header;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.wire.Pairs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls to other services. Every call gives its handler exactly one result, never before the
 * callback that sent it has returned. A call that the host refuses gives a failure at the end of
 * that callback: what the handler then does about a paused message still counts, so a pause for a
 * call that never left does not hang.
 */
public final class Callouts {
    private final HostContext owner;
    private final CalloutTable table;
    private final List<PendingCall> streams = new ArrayList<>();

    /** For the runtime. */
    public Callouts(HostContext owner, CalloutTable table) {
        this.owner = owner;
        this.table = table;
    }

    public Callout send(HttpCall call, Consumer<HttpResult> handler) {
        PendingCall pending = new PendingCall.Http(owner, handler);
        HostSession session = owner.session();
        HostPort port = owner.enter();
        BlockScope passed = new BlockScope();
        try {
            Block headers = passed.adopt(pairs(call.headers));
            Block body = passed.adopt(session.block(call.body));
            Block trailers = passed.adopt(pairs(call.trailers));
            int status = port.httpCall(call.cluster, headers, body, trailers, call.timeoutMillis);
            table.sent(pending, status);
        } finally {
            passed.freeAll();
        }
        return new Callout(table, pending);
    }

    /** A unary call. */
    public Callout send(GrpcCall call, Consumer<GrpcResult> handler) {
        PendingCall pending = new PendingCall.Unary(owner, handler);
        BlockScope passed = new BlockScope();
        try {
            table.sent(pending, ask(call, passed));
        } finally {
            passed.freeAll();
        }
        return new Callout(table, pending);
    }

    private int ask(GrpcCall call, BlockScope passed) {
        HostSession session = owner.session();
        HostPort port = owner.enter();
        Block target = passed.adopt(session.block(call.target));
        Block metadata = passed.adopt(pairs(call.metadata));
        Block message = call.messageBlock;
        if (message == null) {
            message = passed.adopt(session.block(call.message));
        }
        return port.grpcCall(
                target, call.service, call.method, metadata, message, call.timeoutMillis);
    }

    /**
     * Opens a stream; the call's message and time limit are not used. One that is still open when
     * its owner is deleted is cancelled: the service must not serve what nobody reads.
     */
    public GrpcStream open(GrpcCall call, GrpcListener listener) {
        PendingCall pending = new PendingCall.Stream(owner, listener);
        HostPort port = owner.enter();
        BlockScope passed = new BlockScope();
        try {
            Block target = passed.adopt(owner.session().block(call.target));
            Block metadata = passed.adopt(pairs(call.metadata));
            table.sent(pending, port.grpcStream(target, call.service, call.method, metadata));
        } finally {
            passed.freeAll();
        }
        remember(pending);
        return new GrpcStream(table, pending);
    }

    /** For the runtime: the owner is no more. */
    public void cancelStreams() {
        for (int i = 0; i < streams.size(); i++) {
            PendingCall call = streams.get(i);
            if (table.drop(call)) {
                owner.session().port().grpcCancel(call.token);
            }
        }
        streams.clear();
    }

    private void remember(PendingCall opened) {
        for (int i = streams.size() - 1; i >= 0; i--) {
            if (!table.isPending(streams.get(i))) {
                streams.remove(i);
            }
        }
        streams.add(opened);
    }

    private Block pairs(List<Header> headers) {
        return owner.session().block(Pairs.encode(headers));
    }
}
