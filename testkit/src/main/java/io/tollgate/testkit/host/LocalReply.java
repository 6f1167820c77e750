package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An answer made by Envoy itself. A gRPC status outside 0 to 16 is none. */
record LocalReply(int code, byte[] body, List<Header> headers, int grpcStatus, String details) {
    static LocalReply text(int code, String body, String details) {
        return new LocalReply(code, Pairs.utf8(body), List.of(), -1, details);
    }

    /** A filter removed what HTTP can't do without. */
    static LocalReply missingStatus() {
        String why = "missing required header: :status";
        String details = "filter_removed_required_response_headers{" + why.replace(' ', '_') + "}";
        return text(502, why, details);
    }

    /** Whether it goes to a gRPC client, which gets it as headers alone. */
    boolean isFor(Optional<HeaderMap> request) {
        Optional<String> type = request.flatMap(h -> h.first("content-type"));
        return type.filter(t -> t.startsWith("application/grpc")).isPresent();
    }

    List<Header> fields(boolean grpc) {
        String status = Integer.toString(code);
        HeaderMap fields = new HeaderMap(List.of(new Header(":status", status)));
        headers.forEach(h -> fields.add(h.name(), h.value()));
        if (grpc) {
            grpcFields(fields);
            return fields.list();
        }
        fields.remove("content-length");
        if (body.length > 0) {
            fields.add("content-length", Integer.toString(body.length));
            if (fields.first("content-type").isEmpty()) {
                fields.add("content-type", "text/plain");
            }
        }
        return fields.list();
    }

    private void grpcFields(HeaderMap fields) {
        int status = grpcStatus >= 0 ? grpcStatus : GrpcCodes.of(code);
        fields.set(":status", "200");
        fields.set("content-type", "application/grpc");
        fields.set("grpc-status", Integer.toString(status));
        if (body.length > 0) {
            fields.set("grpc-message", new String(body, StandardCharsets.UTF_8));
        }
    }
}
