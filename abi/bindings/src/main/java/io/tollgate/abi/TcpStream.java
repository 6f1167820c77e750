package io.tollgate.abi;

import io.tollgate.abi.callout.Callouts;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.state.FilterState;
import io.tollgate.abi.state.ForeignFunctions;
import io.tollgate.abi.state.Properties;

/** A TCP connection, beyond the one callback. */
public final class TcpStream {
    private final HostContext context;
    private final Callouts callouts;
    private final BlockScope blocks;
    private final Flow downstream;
    private final Flow upstream;

    TcpStream(HostContext context, Callouts callouts) {
        this.context = context;
        this.callouts = callouts;
        blocks = new BlockScope(context.session());
        downstream =
                new Flow(
                        context,
                        HostPort.DOWNSTREAM,
                        new Body(context, blocks, HostPort.DOWNSTREAM_DATA));
        upstream =
                new Flow(
                        context,
                        HostPort.UPSTREAM,
                        new Body(context, blocks, HostPort.UPSTREAM_DATA));
    }

    public int id() {
        return context.id();
    }

    public boolean isOpen() {
        return !context.isGone();
    }

    /** Lets the client's bytes go on. Envoy cannot do the same for the upstream's. */
    public boolean resumeDownstream() {
        return downstream.resume();
    }

    public boolean closeDownstream() {
        return context.tryEnter()
                && context.session().port().closeStream(HostPort.DOWNSTREAM) == Status.OK;
    }

    public boolean closeUpstream() {
        return context.tryEnter()
                && context.session().port().closeStream(HostPort.UPSTREAM) == Status.OK;
    }

    public Properties properties() {
        return new Properties(context);
    }

    public FilterState filterState() {
        return new FilterState(context);
    }

    public ForeignFunctions foreign() {
        return new ForeignFunctions(context);
    }

    public Callouts callouts() {
        return callouts;
    }

    HostContext context() {
        return context;
    }

    Flow downstream() {
        return downstream;
    }

    Flow upstream() {
        return upstream;
    }

    void gone() {
        context.markGone();
        callouts.cancelStreams();
        blocks.freeAll();
    }
}
