package io.tollgate.abi;

/** Who closed a connection. */
public enum Peer {
    UNKNOWN,
    LOCAL,
    REMOTE;

    static Peer of(int number) {
        return number == 1 ? LOCAL : number == 2 ? REMOTE : UNKNOWN;
    }
}
