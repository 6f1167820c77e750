package io.tollgate.abi.state;

/** How long filter state lives. */
public enum Lifespan {
    FILTER_CHAIN(0),
    /** Kept across an internal redirect. */
    REQUEST(1),
    CONNECTION(2);

    private final int number;

    Lifespan(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
