package io.tollgate.testkit.host;

/** Upstream to client. */
final class ResponseHalf extends Half {
    ResponseHalf(HttpStream stream) {
        super(Side.RESPONSE, stream);
    }

    @Override
    void forwardHeaders(HeaderMap fields, boolean end) {
        stream.toClient(fields, end);
    }

    @Override
    void forwardData(byte[] data, boolean end) {
        stream.toClient(data, end);
    }

    @Override
    void forwardTrailers(HeaderMap fields) {
        stream.toClient(fields);
    }

    @Override
    void tooLarge() {
        stream.sendLocalReply(
                LocalReply.text(500, "Internal Server Error", "response_payload_too_large"));
    }

    @Override
    void readDisable(boolean disable) {
        stream.router().readDisable(disable);
    }

    @Override
    boolean dead() {
        return stream.isDone();
    }
}
