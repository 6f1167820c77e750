package io.tollgate.conformance;

import io.tollgate.abi.Body;
import io.tollgate.abi.Peer;
import io.tollgate.abi.TcpAction;
import io.tollgate.abi.TcpFilter;
import io.tollgate.abi.TcpStream;
import io.tollgate.abi.callout.HttpCall;
import io.tollgate.abi.wire.Utf8;

/** One connection: a line is held until it is whole and a service has answered. */
final class WorkoutTcp implements TcpFilter {
    private static final byte LINE = 10;

    private final WorkoutPlugin plugin;
    private final TcpStream stream;
    private boolean asked;

    WorkoutTcp(WorkoutPlugin plugin, TcpStream stream) {
        this.plugin = plugin;
        this.stream = stream;
    }

    @Override
    public TcpAction onNewConnection() {
        count("opened");
        return TcpAction.CONTINUE;
    }

    @Override
    public TcpAction onDownstreamData(Body data) {
        byte[] bytes = data.bytes();
        if (bytes.length == 0 || bytes[bytes.length - 1] != LINE) {
            return data.endOfStream() ? TcpAction.CONTINUE : TcpAction.PAUSE;
        }
        if (Utf8.decode(bytes).startsWith("throw")) {
            throw new IllegalStateException("asked to");
        }
        if (!asked) {
            asked = true;
            HttpCall call =
                    HttpCall.get("service", "/ask")
                            .authority("a")
                            .timeoutMillis(WorkoutFilter.PATIENCE_MILLIS);
            stream.callouts().send(call, result -> stream.resumeDownstream());
            data.prepend(Utf8.encode("[" + bytes.length + "]"));
            return TcpAction.PAUSE;
        }
        return TcpAction.CONTINUE;
    }

    @Override
    public TcpAction onUpstreamData(Body data) {
        if (data.available() > 0) {
            data.append(Utf8.encode("!"));
        }
        return TcpAction.CONTINUE;
    }

    @Override
    public void onDownstreamClose(Peer peer) {
        count("downstream_" + peer);
    }

    @Override
    public void onUpstreamClose(Peer peer) {
        count("upstream_" + peer);
    }

    @Override
    public void onLog() {
        count("logged");
    }

    private void count(String what) {
        plugin.setup().metrics().counter("workout.tcp_" + what).increment(1);
    }
}
