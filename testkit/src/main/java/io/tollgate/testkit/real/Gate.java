package io.tollgate.testkit.real;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A point where a scripted peer waits until the test says go. */
public final class Gate {

    private final CountDownLatch latch = new CountDownLatch(1);

    /** Lets everyone through, now and later. */
    public void open() {
        latch.countDown();
    }

    /** Waits for {@link #open()}; fails after {@link Await#PATIENCE}. */
    public void pass() {
        try {
            if (!latch.await(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the gate was never opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a gate", e);
        }
    }
}
