package io.tollgate.testkit.host;

/** Client to upstream. */
final class RequestHalf extends Half {
    RequestHalf(HttpStream stream) {
        super(Side.REQUEST, stream);
    }

    @Override
    void forwardHeaders(HeaderMap fields, boolean end) {
        stream.router().headers(fields, end);
    }

    @Override
    void forwardData(byte[] data, boolean end) {
        stream.router().data(data, end);
    }

    @Override
    void forwardTrailers(HeaderMap fields) {
        stream.router().trailers(fields);
    }

    @Override
    void tooLarge() {
        stream.sendLocalReply(
                LocalReply.text(413, "Payload Too Large", "request_payload_too_large"));
    }

    @Override
    void readDisable(boolean disable) {
        stream.readDisable(disable);
    }

    @Override
    boolean dead() {
        return stream.requestDead();
    }
}
