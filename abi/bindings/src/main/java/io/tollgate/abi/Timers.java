package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Any number of timers over the one tick that a plugin has. */
public final class Timers {
    private final HostContext root;
    private final Clock clock;
    private final List<Timer> timers = new ArrayList<>();
    private long tick;

    Timers(HostContext root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Runs {@code task} about every {@code millis} milliseconds until cancelled. */
    public Timer every(long millis, Runnable task) {
        if (millis <= 0) {
            throw new IllegalArgumentException("timer of " + millis + " ms");
        }
        Timer timer = new Timer(this, millis, clock.millis() + millis, task);
        timers.add(timer);
        adjust();
        return timer;
    }

    /**
     * Runs what is due, whatever of it fails. One late by less than half a tick is not made to wait
     * for the next one.
     */
    void onTick(Consumer<Throwable> failed) {
        long now = clock.millis();
        List<Timer> due = new ArrayList<>();
        for (Timer timer : timers) {
            if (timer.takeDue(now, tick / 2)) {
                due.add(timer);
            }
        }
        for (Timer timer : due) {
            if (timers.contains(timer)) {
                try {
                    timer.task.run();
                } catch (Throwable error) {
                    failed.accept(error);
                }
            }
        }
    }

    void cancel(Timer timer) {
        if (timers.remove(timer)) {
            adjust();
        }
    }

    private void adjust() {
        long least = 0;
        for (Timer timer : timers) {
            least = least == 0 || timer.period < least ? timer.period : least;
        }
        if (least != tick) {
            tick = least;
            root.session()
                    .check(
                            "proxy_set_tick_period_milliseconds",
                            root.enter().setTickPeriod((int) least));
        }
    }

    /** One running timer. */
    public static final class Timer {
        private final Timers owner;
        private final long period;
        private final Runnable task;
        private long due;

        private Timer(Timers owner, long period, long due, Runnable task) {
            this.owner = owner;
            this.period = period;
            this.due = due;
            this.task = task;
        }

        /** The host's clock is the wall's: one that was set back must not stop the timer. */
        private boolean takeDue(long now, long early) {
            if (due > now + early && due <= now + period) {
                return false;
            }
            due = now + period;
            return true;
        }

        public void cancel() {
            owner.cancel(this);
        }
    }
}
