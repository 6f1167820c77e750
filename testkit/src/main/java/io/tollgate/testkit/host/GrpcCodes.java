package io.tollgate.testkit.host;

/** gRPC status of an HTTP status, as Envoy translates its own replies. */
final class GrpcCodes {
    private GrpcCodes() {}

    static int of(int http) {
        return switch (http) {
            case 400 -> 13;
            case 401 -> 16;
            case 403 -> 7;
            case 404 -> 12;
            case 429, 502, 503, 504 -> 14;
            default -> 2;
        };
    }
}
