package io.tollgate.testkit.host;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Virtual time: tasks in the order of their time, then of their posting. Nothing runs by itself.
 */
public final class EventLoop {
    private static final Instant START = Instant.parse("2026-01-01T00:00:10Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long posted;

    /** A handle to cancel with. */
    public static final class Task implements Comparable<Task> {
        private final long at;
        private final long order;
        private Runnable action;

        private Task(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        /** Never runs the task, if it has not run yet. */
        public void cancel() {
            action = null;
        }

        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(order);
        }
    }

    /** Nanoseconds since the start. */
    public long nanos() {
        return now;
    }

    /** Wall clock; begins at 2026-01-01 00:00:10 UTC. */
    public Instant wallClock() {
        return START.plusNanos(now);
    }

    /** Runs an action after the tasks that are due now. */
    public Task post(Runnable action) {
        return schedule(Duration.ZERO, action);
    }

    /** Runs an action later. */
    public Task schedule(Duration delay, Runnable action) {
        Task task = new Task(now + delay.toNanos(), posted++, action);
        tasks.add(task);
        return task;
    }

    /** Runs what is due now, and what that posts for now. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** Lets time pass, running everything that falls due on the way. */
    public void advance(Duration duration) {
        long end = now + duration.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at <= end) {
            runNext();
        }
        now = end;
    }

    /** Lets time pass until the condition holds or the limit is over. */
    public boolean await(BooleanSupplier condition, Duration limit) {
        long end = now + limit.toNanos();
        runDue();
        while (!condition.getAsBoolean() && !tasks.isEmpty() && tasks.peek().at <= end) {
            runNext();
        }
        boolean holds = condition.getAsBoolean();
        // Who waits in vain has waited.
        now = holds ? now : end;
        return holds;
    }

    private void runNext() {
        Task task = tasks.poll();
        now = Math.max(now, task.at);
        Runnable action = task.action;
        if (action != null) {
            task.action = null;
            action.run();
        }
    }
}
