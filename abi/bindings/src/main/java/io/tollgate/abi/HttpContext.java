package io.tollgate.abi;

import io.tollgate.abi.host.HostPort;

/**
 * A stream and its filter: calls the filter behind the barrier that keeps its exceptions from the
 * host.
 */
final class HttpContext implements StreamContext {
    static final int REQUEST_HEADERS = 0;
    static final int REQUEST_BODY = 1;
    static final int REQUEST_TRAILERS = 2;
    static final int RESPONSE_HEADERS = 3;
    static final int RESPONSE_BODY = 4;
    static final int RESPONSE_TRAILERS = 5;

    private final Vm vm;
    private final Root root;
    private final HttpStream stream;
    private HttpFilter filter;
    private boolean logged;

    HttpContext(Vm vm, Root root, HttpStream stream) {
        this.vm = vm;
        this.root = root;
        this.stream = stream;
    }

    int run(int kind, int size, boolean end, String name) {
        Flow flow = kind < RESPONSE_HEADERS ? stream.request() : stream.response();
        boolean trailers = kind == REQUEST_TRAILERS || kind == RESPONSE_TRAILERS;
        boolean keep = trailers && flow.isBuffering();
        flow.begin();
        int action = 0;
        if (!stream.context().isDetached()) {
            try {
                action = call(kind, size, end, flow);
            } catch (Throwable error) {
                action = failed(name, error);
            }
        }
        vm.deliverRefused();
        boolean body = kind == REQUEST_BODY || kind == RESPONSE_BODY;
        return flow.end(action, body ? action == BodyAction.PAUSE_AND_BUFFER.code() : keep);
    }

    private int call(int kind, int size, boolean end, Flow flow) {
        HttpFilter target = filter();
        if (kind == REQUEST_BODY || kind == RESPONSE_BODY) {
            flow.body.open(size, end);
        }
        return switch (kind) {
            case REQUEST_HEADERS ->
                    target.onRequestHeaders(new RequestHead(stream.requestHeaders(), end)).code();
            case REQUEST_BODY -> target.onRequestBody(flow.body).code();
            case REQUEST_TRAILERS ->
                    target.onRequestTrailers(headers(HostPort.REQUEST_TRAILERS)).code();
            case RESPONSE_HEADERS ->
                    target.onResponseHeaders(new ResponseHead(stream.responseHeaders(), end))
                            .code();
            case RESPONSE_BODY -> target.onResponseBody(flow.body).code();
            default -> target.onResponseTrailers(headers(HostPort.RESPONSE_TRAILERS)).code();
        };
    }

    @Override
    public void log() {
        if (logged) {
            return;
        }
        logged = true;
        stream.end();
        try {
            filter().onLog(new StreamSummary(stream.context()));
        } catch (Throwable error) {
            stream.context().detach();
            report("onLog", error);
        }
    }

    @Override
    public int failed(String callback, Throwable error) {
        ErrorAction action = report(callback, error);
        stream.context().detach();
        if (logged || (action == ErrorAction.REPLY_500 && endWith500())) {
            return logged ? 0 : 1;
        }
        try {
            stream.resumeRequest();
            stream.resumeResponse();
        } catch (Throwable again) {
            vm.faults.report(callback, again);
        }
        return 0;
    }

    /** False if the stream has been answered: that answer goes on. */
    private boolean endWith500() {
        try {
            return stream.reply(LocalReply.of(500).details("filter_error"));
        } catch (Throwable again) {
            vm.faults.report("reply", again);
            return stream.reset();
        }
    }

    @Override
    public void gone() {
        stream.gone();
    }

    private ErrorAction report(String callback, Throwable error) {
        vm.faults.report(callback, error);
        try {
            if (filter != null) {
                return filter.onError(callback, error);
            }
            root.plugin().onError(callback, error);
        } catch (Throwable again) {
            vm.faults.report("onError", again);
        }
        return ErrorAction.REPLY_500;
    }

    private HttpFilter filter() {
        if (filter == null) {
            filter = root.plugin().newHttpFilter(stream);
        }
        return filter;
    }

    private MutableHeaders headers(int map) {
        return new MutableHeaders(stream.context(), map);
    }
}
