package io.tollgate.example;

import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.LocalReply;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.ResponseHead;
import io.tollgate.abi.callout.HttpCall;
import io.tollgate.abi.callout.HttpResult;
import io.tollgate.abi.state.Counter;
import io.tollgate.abi.wire.Utf8;

/** One request: held at its headers until the service has answered. */
final class DoormanFilter implements HttpFilter {
    private static final int TIMEOUT_MILLIS = 500;

    private final HttpStream stream;
    private final String cluster;
    private final Counter admitted;
    private final Counter refused;

    DoormanFilter(HttpStream stream, String cluster, Counter admitted, Counter refused) {
        this.stream = stream;
        this.cluster = cluster;
        this.admitted = admitted;
        this.refused = refused;
    }

    @Override
    public HeadersAction onRequestHeaders(RequestHead head) {
        HttpCall question =
                HttpCall.get(cluster, "/admit")
                        .authority("doorman")
                        .header("x-user", head.headers().first("x-user").orElse("nobody"))
                        .timeoutMillis(TIMEOUT_MILLIS);
        stream.callouts().send(question, this::answered);
        return HeadersAction.PAUSE;
    }

    @Override
    public HeadersAction onResponseHeaders(ResponseHead head) {
        head.headers().set("x-doorman", "from Java");
        return HeadersAction.CONTINUE;
    }

    /** Called once for every question: also when the service is down, or its cluster unknown. */
    private void answered(HttpResult result) {
        if (result instanceof HttpResult.Response response && response.status() == 200) {
            admitted.increment(1);
            stream.requestHeaders().set("x-admitted", response.body().text());
            stream.resumeRequest();
        } else {
            refused.increment(1);
            stream.reply(
                    LocalReply.of(403)
                            .header("content-type", "text/plain")
                            .body(Utf8.encode("not you\n")));
        }
    }
}
