package io.tollgate.abi;

import io.tollgate.abi.callout.CalloutTable;
import io.tollgate.abi.callout.Callouts;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.table.IntMap;

/**
 * The runtime: what the host calls, and what becomes of it. One per VM, on one thread. No method
 * lets an exception out, and calls for contexts or tokens it does not know do nothing. Driven by
 * the exports of a module, or by a test host in Java.
 */
public final class Vm {
    private static final int REFUSALS_AT_ONCE = 64;

    private final HostSession session;
    final Faults faults;
    private final PluginFactory factory;
    private final CalloutTable callouts;
    private final IntMap<Root> roots = new IntMap<>();
    private final IntMap<Root> parents = new IntMap<>();
    private final IntMap<StreamContext> streams = new IntMap<>();

    public Vm(HostPort host, PluginFactory factory) {
        session = new HostSession(host);
        faults = new Faults(session);
        this.factory = factory;
        callouts = new CalloutTable(session);
    }

    public void onContextCreate(int id, int parent) {
        if (parent == 0) {
            roots.put(id, new Root(new HostContext(session, id), callouts, factory));
        } else if (roots.get(parent) != null) {
            parents.put(id, roots.get(parent));
        }
    }

    public boolean onConfigure(int id) {
        Root root = roots.get(id);
        if (root == null) {
            return false;
        }
        session.begin(id, PluginSetup.CONFIGURE);
        boolean accepted = root.configure(faults);
        end();
        return accepted;
    }

    /** Null also if its configuration was refused: such a plugin does nothing more. */
    private Root configured(int id) {
        Root root = roots.get(id);
        return root != null && root.isConfigured() ? root : null;
    }

    public void onTick(int id) {
        Root root = configured(id);
        if (root != null) {
            session.begin(id, "onTick");
            root.setup.timers().onTick(error -> failed(root, "onTick", error));
            end();
        }
    }

    public void onQueueReady(int id, int queue) {
        Root root = configured(id);
        if (root != null) {
            session.begin(id, "onQueueReady");
            try {
                root.queueReady(queue);
            } catch (Throwable error) {
                failed(root, "onQueueReady", error);
            }
            end();
        }
    }

    public int onRequestHeaders(int id, boolean end) {
        return http(id, HttpContext.REQUEST_HEADERS, 0, end, "onRequestHeaders");
    }

    public int onRequestBody(int id, int size, boolean end) {
        return http(id, HttpContext.REQUEST_BODY, size, end, "onRequestBody");
    }

    public int onRequestTrailers(int id) {
        return http(id, HttpContext.REQUEST_TRAILERS, 0, true, "onRequestTrailers");
    }

    public int onResponseHeaders(int id, boolean end) {
        return http(id, HttpContext.RESPONSE_HEADERS, 0, end, "onResponseHeaders");
    }

    public int onResponseBody(int id, int size, boolean end) {
        return http(id, HttpContext.RESPONSE_BODY, size, end, "onResponseBody");
    }

    public int onResponseTrailers(int id) {
        return http(id, HttpContext.RESPONSE_TRAILERS, 0, true, "onResponseTrailers");
    }

    public int onNewConnection(int id) {
        return tcp(id, TcpContext.NEW, 0, false, "onNewConnection");
    }

    public int onDownstreamData(int id, int size, boolean end) {
        return tcp(id, TcpContext.DOWNSTREAM, size, end, "onDownstreamData");
    }

    public int onUpstreamData(int id, int size, boolean end) {
        return tcp(id, TcpContext.UPSTREAM, size, end, "onUpstreamData");
    }

    public void onDownstreamClose(int id, int peer) {
        closed(id, false, peer, "onDownstreamClose");
    }

    public void onUpstreamClose(int id, int peer) {
        closed(id, true, peer, "onUpstreamClose");
    }

    public void onHttpCallResponse(int root, int token, int headers, int size) {
        result(root, token, 0, headers, size, "onHttpCallResponse");
    }

    public void onGrpcMetadata(int root, int token, boolean trailing) {
        result(root, token, 1, trailing ? 1 : 0, 0, "onGrpcMetadata");
    }

    public void onGrpcReceive(int root, int token, int size) {
        result(root, token, 2, 0, size, "onGrpcReceive");
    }

    public void onGrpcClose(int root, int token, int status) {
        result(root, token, 3, status, 0, "onGrpcClose");
    }

    /** The stream's log, before it is done and deleted. */
    public void onLog(int id) {
        Root parent = parents.get(id);
        if (parent != null && parent.isConfigured()) {
            session.begin(id, "onLog");
            StreamContext stream = streams.get(id);
            (stream == null ? newHttp(id, parent) : stream).log();
            end();
        }
    }

    public boolean onDone(int id) {
        Root root = roots.get(id);
        if (root == null) {
            return true;
        }
        session.begin(id, "onShutdown");
        boolean done = true;
        try {
            done = root.done();
        } catch (Throwable error) {
            failed(root, "onShutdown", error);
        }
        end();
        return done;
    }

    public void onDelete(int id) {
        StreamContext stream = streams.remove(id);
        if (stream != null) {
            session.begin(id, "onDelete");
            stream.gone();
            session.end();
        }
        parents.remove(id);
        Root root = roots.remove(id);
        if (root != null) {
            root.context.markGone();
        }
    }

    /**
     * Delivers the failures of calls that the host refused. A handler that keeps trying does not
     * keep the VM.
     */
    void deliverRefused() {
        for (int i = 0; i < REFUSALS_AT_ONCE; i++) {
            HostContext owner = callouts.nextRefused();
            if (owner == null) {
                return;
            }
            try {
                callouts.deliverRefused();
            } catch (Throwable error) {
                failed(owner, error);
            }
        }
    }

    private int http(int id, int kind, int size, boolean end, String name) {
        Root parent = parents.get(id);
        if (parent == null || !parent.isConfigured()) {
            return 0;
        }
        session.begin(id, name);
        StreamContext stream = streams.get(id);
        if (stream == null) {
            stream = newHttp(id, parent);
        }
        int action = stream instanceof HttpContext http ? http.run(kind, size, end, name) : 0;
        end();
        return action;
    }

    private HttpContext newHttp(int id, Root parent) {
        HostContext context = new HostContext(session, id);
        HttpContext created =
                new HttpContext(
                        this, parent, new HttpStream(context, new Callouts(context, callouts)));
        streams.put(id, created);
        return created;
    }

    private int tcp(int id, int kind, int size, boolean end, String name) {
        Root parent = parents.get(id);
        if (parent == null || !parent.isConfigured()) {
            return 0;
        }
        session.begin(id, name);
        StreamContext stream = streams.get(id);
        if (stream == null) {
            stream = newTcp(id, parent);
        }
        int action = stream instanceof TcpContext tcp ? tcp.run(kind, size, end, name) : 0;
        end();
        return action;
    }

    private TcpContext newTcp(int id, Root parent) {
        HostContext context = new HostContext(session, id);
        TcpContext created =
                new TcpContext(
                        this, parent, new TcpStream(context, new Callouts(context, callouts)));
        streams.put(id, created);
        return created;
    }

    /** A connection that never opened has nothing to close. */
    private void closed(int id, boolean upstream, int peer, String name) {
        if (streams.get(id) instanceof TcpContext tcp) {
            session.begin(id, name);
            tcp.close(upstream, peer, name);
            end();
        }
    }

    private void result(int rootId, int token, int kind, int number, int size, String name) {
        HostContext owner = callouts.owner(token);
        Root root = roots.get(rootId);
        if (owner == null || root == null) {
            return;
        }
        session.begin(rootId, name);
        try {
            switch (kind) {
                case 0 -> callouts.httpResponse(root.context, token, number, size);
                case 1 -> callouts.grpcMetadata(root.context, token, number != 0);
                case 2 -> callouts.grpcMessage(token, size);
                default -> callouts.grpcClose(token, number);
            }
        } catch (Throwable error) {
            failed(owner, error);
        }
        end();
    }

    private void failed(HostContext owner, Throwable error) {
        StreamContext stream = streams.get(owner.id());
        if (stream != null) {
            stream.failed(session.callback(), error);
        } else {
            failed(roots.get(owner.id()), session.callback(), error);
        }
    }

    private void failed(Root root, String callback, Throwable error) {
        faults.report(callback, error);
        try {
            if (root != null && root.isConfigured()) {
                root.plugin().onError(callback, error);
            }
        } catch (Throwable again) {
            faults.report("onError", again);
        }
    }

    private void end() {
        deliverRefused();
        session.end();
    }
}
