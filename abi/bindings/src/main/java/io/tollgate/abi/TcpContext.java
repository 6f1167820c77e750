package io.tollgate.abi;

/** A connection and its filter, behind the barrier. */
final class TcpContext implements StreamContext {
    static final int NEW = 0;
    static final int DOWNSTREAM = 1;
    static final int UPSTREAM = 2;

    private final Vm vm;
    private final Root root;
    private final TcpStream stream;
    private TcpFilter filter;
    private boolean logged;

    TcpContext(Vm vm, Root root, TcpStream stream) {
        this.vm = vm;
        this.root = root;
        this.stream = stream;
    }

    int run(int kind, int number, boolean end, String name) {
        Flow flow = kind == UPSTREAM ? stream.upstream() : stream.downstream();
        flow.begin();
        int action = 0;
        if (!stream.context().isDetached()) {
            try {
                action = call(kind, number, end, flow);
            } catch (Throwable error) {
                action = failed(name, error);
            }
        }
        vm.deliverRefused();
        return flow.end(action, false);
    }

    private int call(int kind, int size, boolean end, Flow flow) {
        TcpFilter target = filter();
        if (kind == NEW) {
            return target.onNewConnection().code();
        }
        flow.body.open(size, end);
        return kind == UPSTREAM
                ? target.onUpstreamData(flow.body).code()
                : target.onDownstreamData(flow.body).code();
    }

    /** A side has closed: what is paused on the other one stays so. */
    void close(boolean upstream, int peer, String name) {
        if (stream.context().isDetached()) {
            return;
        }
        try {
            if (upstream) {
                filter().onUpstreamClose(Peer.of(peer));
            } else {
                filter().onDownstreamClose(Peer.of(peer));
            }
        } catch (Throwable error) {
            failed(name, error);
        }
    }

    @Override
    public void log() {
        if (logged) {
            return;
        }
        logged = true;
        try {
            filter().onLog();
        } catch (Throwable error) {
            stream.context().detach();
            vm.faults.report("onLog", error);
        }
    }

    @Override
    public int failed(String callback, Throwable error) {
        vm.faults.report(callback, error);
        stream.context().detach();
        ErrorAction action = ErrorAction.REPLY_500;
        try {
            action = filter == null ? action : filter.onError(callback, error);
        } catch (Throwable again) {
            vm.faults.report("onError", again);
        }
        return action != ErrorAction.CONTINUE && closeBoth() ? 1 : pass(callback);
    }

    private boolean closeBoth() {
        boolean down = stream.closeDownstream();
        return stream.closeUpstream() || down;
    }

    private int pass(String callback) {
        try {
            stream.resumeDownstream();
        } catch (Throwable again) {
            vm.faults.report(callback, again);
        }
        return 0;
    }

    @Override
    public void gone() {
        stream.gone();
    }

    private TcpFilter filter() {
        if (filter == null) {
            filter = root.plugin().newTcpFilter(stream);
        }
        return filter;
    }
}
