package io.tollgate.abi;

/** As in the ABI. */
public enum LogLevel {
    TRACE(0),
    DEBUG(1),
    INFO(2),
    WARN(3),
    ERROR(4),
    CRITICAL(5);

    private final int number;

    LogLevel(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
