package io.tollgate.testkit.host;

/** The two directions of a stream with their callback names. */
enum Side {
    REQUEST("proxy_on_request_"),
    RESPONSE("proxy_on_response_");

    final String headers;
    final String body;
    final String trailers;

    Side(String prefix) {
        headers = prefix + "headers";
        body = prefix + "body";
        trailers = prefix + "trailers";
    }
}
