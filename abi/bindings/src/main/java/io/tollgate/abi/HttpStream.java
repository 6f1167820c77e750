package io.tollgate.abi;

import io.tollgate.abi.callout.Callouts;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.state.FilterState;
import io.tollgate.abi.state.ForeignFunctions;
import io.tollgate.abi.state.Properties;
import io.tollgate.abi.wire.Pairs;

/** An HTTP stream, beyond the one callback: what can be asked of it at any time while it lives. */
public final class HttpStream {
    private final HostContext context;
    private final Callouts callouts;
    private final BlockScope blocks;
    private final Flow request;
    private final Flow response;
    private boolean replied;
    private boolean over;

    HttpStream(HostContext context, Callouts callouts) {
        this.context = context;
        this.callouts = callouts;
        blocks = new BlockScope(context.session());
        request =
                new Flow(
                        context,
                        HostPort.HTTP_REQUEST,
                        new Body(context, blocks, HostPort.REQUEST_BODY));
        response =
                new Flow(
                        context,
                        HostPort.HTTP_RESPONSE,
                        new Body(context, blocks, HostPort.RESPONSE_BODY));
    }

    public int id() {
        return context.id();
    }

    /** False once the host has deleted the stream. */
    public boolean isOpen() {
        return !context.isGone();
    }

    /**
     * Answers in the upstream's place; what the callback at hand returns no longer matters. False
     * if the stream is over or has been answered.
     */
    public boolean reply(LocalReply reply) {
        if (replied || over || !context.tryEnter()) {
            return false;
        }
        BlockScope passed = new BlockScope();
        try {
            context.session().check("proxy_send_local_response", send(reply, passed));
        } finally {
            passed.freeAll();
        }
        replied = true;
        return true;
    }

    private int send(LocalReply reply, BlockScope passed) {
        HostSession session = context.session();
        Block body = passed.adopt(session.block(reply.body()));
        Block headers = passed.adopt(session.block(Pairs.encode(reply.headers())));
        return session.port()
                .sendLocalResponse(
                        reply.status(), reply.details(), body, headers, reply.grpcStatus());
    }

    /**
     * Lets the paused request go on; false if it was not paused, was answered by {@link #reply}, or
     * is over.
     */
    public boolean resumeRequest() {
        return !replied && !over && request.resume();
    }

    /** Lets the paused response go on; false if it was not paused or is over. */
    public boolean resumeResponse() {
        return !over && response.resume();
    }

    /** Ends the stream without an answer. False if it is over. */
    public boolean reset() {
        return !over
                && context.tryEnter()
                && context.session().port().closeStream(HostPort.HTTP_RESPONSE) == Status.OK;
    }

    /** Valid until the request goes on to the upstream. */
    public MutableHeaders requestHeaders() {
        return new MutableHeaders(context, HostPort.REQUEST_HEADERS);
    }

    public MutableHeaders responseHeaders() {
        return new MutableHeaders(context, HostPort.RESPONSE_HEADERS);
    }

    /** The request's body; see {@link Body} for when it may be touched. */
    public Body requestBody() {
        return request.body;
    }

    public Body responseBody() {
        return response.body;
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

    /**
     * Calls whose results are dropped when the stream is gone. For calls that outlive it: {@link
     * PluginSetup#callouts}.
     */
    public Callouts callouts() {
        return callouts;
    }

    /** Has the route chosen anew. Envoy does so by itself when a header is changed. */
    public boolean clearRouteCache() {
        return foreign().call("clear_route_cache", new byte[0]).isPresent();
    }

    HostContext context() {
        return context;
    }

    Flow request() {
        return request;
    }

    Flow response() {
        return response;
    }

    /** The log is written: nothing can be done about it, and Envoy may have freed what it kept. */
    void end() {
        over = true;
        request.body.afterCallback(false);
        response.body.afterCallback(false);
    }

    void gone() {
        context.markGone();
        callouts.cancelStreams();
        blocks.freeAll();
    }
}
