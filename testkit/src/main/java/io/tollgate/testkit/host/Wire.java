package io.tollgate.testkit.host;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Header;
import java.util.ArrayList;
import java.util.List;

/** What Envoy adds to headers on their way out, behind the filters. */
final class Wire {
    static final String SERVICE_TIME = "x-envoy-upstream-service-time";

    /** How Envoy's own answer begins when no headers came; the reason follows. */
    static final String NO_HEADERS =
            "upstream connect error or disconnect/reset before headers. reset reason: ";

    static final String REFUSED =
            "upstream_reset_before_response_started{remote_connection_failure|delayed_connect_error:_Connection_refused}";

    private Wire() {}

    /** The headers of a scripted answer: over HTTP/1.1 what has no length comes in chunks. */
    static List<Header> scripted(Answer answer, boolean http2) {
        List<Header> fields = new ArrayList<>();
        fields.add(new Header(":status", Integer.toString(answer.status())));
        fields.addAll(answer.headers());
        if (!http2 && answer.length().isEmpty() && answer.mayHaveBody()) {
            fields.add(new Header("transfer-encoding", "chunked"));
        }
        return fields;
    }

    /** An HTTP/1.1 answer that ends with its headers says so by its length. */
    static List<Header> answer(HeaderMap fields, boolean end, boolean http2) {
        List<Header> sent = new ArrayList<>(fields.list());
        String status = fields.first(":status").orElse("");
        boolean never = status.equals("204") || status.equals("304");
        if (end && !http2 && !never && fields.first("content-length").isEmpty()) {
            sent.add(new Header("content-length", "0"));
        }
        sent.add(new Header("server", "envoy"));
        return sent;
    }
}
