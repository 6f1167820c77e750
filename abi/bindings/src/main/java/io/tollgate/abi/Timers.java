package io.tollgate.abi;

import io.tollgate.abi.host.HostContext;
import java.util.ArrayList;
import java.util.List;

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

    /** Runs what is due. One late by less than half a tick is not made to wait for the next one. */
    void onTick() {
        long now = clock.millis();
        for (int i = timers.size() - 1; i >= 0; i--) {
            if (i < timers.size() && timers.get(i).due <= now + tick / 2) {
                timers.get(i).due = now + timers.get(i).period;
                timers.get(i).task.run();
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

        public void cancel() {
            owner.cancel(this);
        }
    }
}
