package io.tollgate.abi;

import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.state.Metrics;
import java.util.function.Supplier;

/**
 * Tells the host's log what was thrown, and counts it. Never throws: the exceptions of a filter may
 * do so when asked for their text, and there may be no memory for it.
 */
final class Faults {
    /** More causes are not told; they may be a circle. */
    private static final int CAUSES = 8;

    private static final String COUNTER = "plugin_errors";

    private final HostSession session;
    private final Metrics metrics;

    Faults(HostSession session) {
        this.session = session;
        metrics = new Metrics(session);
    }

    void refused(ConfigurationException refused) {
        log(LogLevel.ERROR, () -> "configuration refused: " + refused.getMessage());
    }

    /** The name of the exception's class may be all there is of a stack. */
    void report(String callback, Throwable error) {
        log(LogLevel.CRITICAL, () -> describe(callback, error));
        try {
            metrics.counter(COUNTER).increment(1);
        } catch (Throwable uncounted) {
            // the log has it
        }
    }

    private static String describe(String callback, Throwable error) {
        String text = callback + " failed: " + error;
        Throwable cause = error.getCause();
        for (int i = 0; i < CAUSES && cause != null; i++) {
            text += ", caused by " + cause;
            cause = cause.getCause();
        }
        return text;
    }

    private void log(LogLevel level, Supplier<String> text) {
        try {
            session.port().log(level.number(), text.get());
        } catch (Throwable again) {
            session.port()
                    .log(level.number(), session.callback() + " failed and could not say why");
        }
    }
}
