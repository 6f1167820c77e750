package io.tollgate.testkit.host;

/** Why a stream ended as it did: Envoy's response flags with their bits. */
enum ResponseFlag {
    /** No healthy upstream. */
    UH(1),
    /** Upstream request time-out. */
    UT(2),
    /** The upstream reset the stream. */
    UR(4),
    /** Connecting failed. */
    UF(5),
    /** The upstream ended the connection. */
    UC(6),
    /** No route. */
    NR(8),
    /** The client ended the connection. */
    DC(14),
    /** The upstream broke the protocol. */
    UPE(23),
    /** No such cluster. */
    NC(24),
    /** The client reset the stream. */
    DR(28);

    final long bit;

    ResponseFlag(int place) {
        bit = 1L << place;
    }
}
