package io.tollgate.abi;

/** One TCP connection as a filter sees it. */
public interface TcpFilter {
    default TcpAction onNewConnection() {
        return TcpAction.CONTINUE;
    }

    /** Bytes from the client. */
    default TcpAction onDownstreamData(Body data) {
        return TcpAction.CONTINUE;
    }

    /** Bytes from the upstream. */
    default TcpAction onUpstreamData(Body data) {
        return TcpAction.CONTINUE;
    }

    /**
     * {@link Peer#LOCAL} if Envoy has closed, also where it followed the client; {@link
     * Peer#REMOTE} if the client reset the connection.
     */
    default void onDownstreamClose(Peer peer) {}

    /**
     * Envoy reports the upstream's close at the end of its data, always with {@link Peer#UNKNOWN}.
     */
    default void onUpstreamClose(Peer peer) {}

    /** The connection is over. */
    default void onLog() {}

    /**
     * The filter threw in {@code callback}. Already logged. The connection goes on without the
     * filter, or is closed.
     */
    default ErrorAction onError(String callback, Throwable error) {
        return ErrorAction.REPLY_500;
    }
}
