package io.tollgate.proofs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many clients at once. */
final class Crowd implements AutoCloseable {
    private final ExecutorService threads;

    Crowd(int size) {
        threads = Executors.newFixedThreadPool(size);
    }

    /** Starts a task for each number. */
    <T> List<Future<T>> start(int tasks, IntFunction<Callable<T>> task) {
        List<Future<T>> started = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            started.add(threads.submit(task.apply(i)));
        }
        return started;
    }

    /** What they gave; the first failure of one is thrown. */
    static <T> List<T> results(List<Future<T>> tasks) {
        List<T> results = new ArrayList<>();
        for (Future<T> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return results;
    }

    static <T> List<T> run(int size, IntFunction<Callable<T>> task) {
        try (Crowd crowd = new Crowd(size)) {
            return results(crowd.start(size, task));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
