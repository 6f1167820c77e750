package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.state.FilterState;
import io.tollgate.abi.state.Properties;

/** What can be read of a stream that is over. Request trailers are gone by then. */
public final class StreamSummary {
    private final HostContext context;

    StreamSummary(HostContext context) {
        this.context = context;
    }

    /** Empty where the request was refused before its headers were read. */
    public Headers requestHeaders() {
        return new Headers(context, HostPort.REQUEST_HEADERS);
    }

    public Headers responseHeaders() {
        return new Headers(context, HostPort.RESPONSE_HEADERS);
    }

    public Headers responseTrailers() {
        return new Headers(context, HostPort.RESPONSE_TRAILERS);
    }

    public Properties properties() {
        return new Properties(context);
    }

    /** What is put here stands in access logs of the same request. */
    public FilterState filterState() {
        return new FilterState(context);
    }
}
