package io.tollgate.abi;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A plugin whose callbacks are lambdas, by name; what is not given does nothing. */
final class Scripted implements Plugin {
    final Map<String, Function<Object, Object>> script = new HashMap<>();
    PluginSetup setup;
    HttpStream stream;
    TcpStream connection;
    int errors;
    ErrorAction onError = ErrorAction.REPLY_500;

    Scripted on(String callback, Function<Object, Object> action) {
        script.put(callback, action);
        return this;
    }

    @SuppressWarnings("unchecked")
    private <T> T run(String callback, Object event, T standard) {
        Function<Object, Object> action = script.get(callback);
        return action == null ? standard : (T) action.apply(event);
    }

    @Override
    public void configure(PluginSetup given) throws ConfigurationException {
        setup = given;
        if (script.containsKey("refuse")) {
            throw new ConfigurationException("limits[0]: no");
        }
        run("configure", given, null);
    }

    @Override
    public Completion onShutdown() {
        return run("onShutdown", this, Completion.now());
    }

    @Override
    public void onError(String callback, Throwable error) {
        errors++;
    }

    @Override
    public TcpFilter newTcpFilter(TcpStream created) {
        connection = created;
        return new TcpFilter() {
            @Override
            public TcpAction onNewConnection() {
                return run("onNewConnection", created, TcpAction.CONTINUE);
            }

            @Override
            public TcpAction onDownstreamData(Body data) {
                return run("onDownstreamData", data, TcpAction.CONTINUE);
            }

            @Override
            public TcpAction onUpstreamData(Body data) {
                return run("onUpstreamData", data, TcpAction.CONTINUE);
            }

            @Override
            public void onDownstreamClose(Peer peer) {
                run("onDownstreamClose", peer, null);
            }

            @Override
            public void onUpstreamClose(Peer peer) {
                run("onUpstreamClose", peer, null);
            }

            @Override
            public void onLog() {
                run("onLog", created, null);
            }

            @Override
            public ErrorAction onError(String callback, Throwable error) {
                errors++;
                return onError;
            }
        };
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream created) {
        stream = created;
        return new HttpFilter() {
            @Override
            public HeadersAction onRequestHeaders(RequestHead head) {
                return run("onRequestHeaders", head, HeadersAction.CONTINUE);
            }

            @Override
            public BodyAction onRequestBody(Body body) {
                return run("onRequestBody", body, BodyAction.CONTINUE);
            }

            @Override
            public TrailersAction onRequestTrailers(MutableHeaders trailers) {
                return run("onRequestTrailers", trailers, TrailersAction.CONTINUE);
            }

            @Override
            public HeadersAction onResponseHeaders(ResponseHead head) {
                return run("onResponseHeaders", head, HeadersAction.CONTINUE);
            }

            @Override
            public BodyAction onResponseBody(Body body) {
                return run("onResponseBody", body, BodyAction.CONTINUE);
            }

            @Override
            public TrailersAction onResponseTrailers(MutableHeaders trailers) {
                return run("onResponseTrailers", trailers, TrailersAction.CONTINUE);
            }

            @Override
            public void onLog(StreamSummary summary) {
                run("onLog", summary, null);
            }

            @Override
            public ErrorAction onError(String callback, Throwable error) {
                errors++;
                return onError;
            }
        };
    }
}
