package io.tollgate.abi;

/** A connection and its filter, behind the barrier. */
final class TcpContext implements StreamContext {
    static final int NEW = 0;
    static final int DOWNSTREAM = 1;
    static final int UPSTREAM = 2;
    static final int DOWNSTREAM_CLOSE = 3;

    private final Vm vm;
    private final Root root;
    private final TcpStream stream;
    private TcpFilter filter;
    private boolean detached;
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
        if (!detached) {
            try {
                action = call(kind, number, end, flow);
            } catch (Throwable error) {
                action = failed(name, error);
            }
        }
        vm.deliverRefused();
        return flow.end(action, false);
    }

    private int call(int kind, int number, boolean end, Flow flow) {
        TcpFilter target = filter();
        if (kind == DOWNSTREAM || kind == UPSTREAM) {
            flow.body.open(number, end);
        }
        switch (kind) {
            case NEW -> {
                return target.onNewConnection().code();
            }
            case DOWNSTREAM -> {
                return target.onDownstreamData(flow.body).code();
            }
            case UPSTREAM -> {
                return target.onUpstreamData(flow.body).code();
            }
            case DOWNSTREAM_CLOSE -> target.onDownstreamClose(Peer.of(number));
            default -> target.onUpstreamClose(Peer.of(number));
        }
        return 0;
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
            detached = true;
            vm.report("onLog", error);
        }
    }

    @Override
    public int failed(String callback, Throwable error) {
        vm.report(callback, error);
        detached = true;
        ErrorAction action = ErrorAction.REPLY_500;
        try {
            action = filter == null ? action : filter.onError(callback, error);
        } catch (Throwable again) {
            vm.report("onError", again);
        }
        if (action == ErrorAction.CONTINUE) {
            stream.resumeDownstream();
            return 0;
        }
        stream.closeDownstream();
        stream.closeUpstream();
        return 1;
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
