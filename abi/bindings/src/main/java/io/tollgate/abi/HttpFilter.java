package io.tollgate.abi;

/** One HTTP stream as a filter sees it. A new object for each stream. */
public interface HttpFilter {
    default HeadersAction onRequestHeaders(RequestHead head) {
        return HeadersAction.CONTINUE;
    }

    /** May not be called with the end of the stream at all if trailers come. */
    default BodyAction onRequestBody(Body body) {
        return BodyAction.CONTINUE;
    }

    default TrailersAction onRequestTrailers(MutableHeaders trailers) {
        return TrailersAction.CONTINUE;
    }

    /** Called for Envoy's own replies as well. */
    default HeadersAction onResponseHeaders(ResponseHead head) {
        return HeadersAction.CONTINUE;
    }

    default BodyAction onResponseBody(Body body) {
        return BodyAction.CONTINUE;
    }

    default TrailersAction onResponseTrailers(MutableHeaders trailers) {
        return TrailersAction.CONTINUE;
    }

    /** The stream is over. Called exactly once, also for streams that never had headers. */
    default void onLog(StreamSummary summary) {}

    /**
     * The filter threw in {@code callback}. Already logged and counted; the filter may reply by
     * itself and continue.
     */
    default ErrorAction onError(String callback, Throwable error) {
        return ErrorAction.REPLY_500;
    }
}
