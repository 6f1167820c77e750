package io.tollgate.abi;

import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import java.util.function.Supplier;

/**
 * The host's log. The level in force is asked once per callback, so that a message below it costs
 * nothing.
 */
public final class Log {
    private final HostSession session;
    private int epoch = -1;
    private int level;

    Log(HostSession session) {
        this.session = session;
    }

    public boolean isEnabled(LogLevel asked) {
        if (epoch != session.epoch()) {
            epoch = session.epoch();
            level = session.port().getLogLevel() == Status.OK ? session.port().takeNumber() : 0;
        }
        return asked.number() >= level;
    }

    public void log(LogLevel at, String text) {
        session.port().log(at.number(), text);
    }

    public void debug(Supplier<String> text) {
        if (isEnabled(LogLevel.DEBUG)) {
            log(LogLevel.DEBUG, text.get());
        }
    }

    public void info(String text) {
        log(LogLevel.INFO, text);
    }

    public void warn(String text) {
        log(LogLevel.WARN, text);
    }

    public void error(String text) {
        log(LogLevel.ERROR, text);
    }
}
