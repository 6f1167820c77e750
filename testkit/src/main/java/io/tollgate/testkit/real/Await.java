package io.tollgate.testkit.real;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline; real processes give no signal to wait on. */
public final class Await {

    /** Long enough for a loaded machine with two cores; a green test never waits for it. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE_NANOS = 2_000_000;

    private Await() {}

    /** Returns once the condition holds; fails after {@link #PATIENCE}. */
    public static void until(String what, BooleanSupplier condition) {
        value(
                what,
                PATIENCE,
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns the first value there is; fails after {@link #PATIENCE}. */
    public static <T> T value(String what, Supplier<Optional<T>> source) {
        return value(what, PATIENCE, source);
    }

    /** Returns the first value there is; fails after the given time. */
    public static <T> T value(String what, Duration patience, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
