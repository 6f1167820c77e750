package io.tollgate.conformance;

import io.tollgate.abi.Completion;
import io.tollgate.abi.ConfigurationException;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.TcpFilter;
import io.tollgate.abi.TcpStream;
import io.tollgate.abi.callout.HttpCall;
import io.tollgate.abi.state.Counter;
import io.tollgate.abi.state.SharedQueue;
import io.tollgate.abi.wire.Utf8;

/** Counts what happens to it and makes filters that do as the header {@code x-do} says. */
final class WorkoutPlugin implements Plugin {
    private PluginSetup setup;
    private Counter logs;
    private Counter errors;
    private SharedQueue jobs;

    @Override
    public void configure(PluginSetup given) throws ConfigurationException {
        setup = given;
        if (Utf8.decode(setup.configuration()).equals("refuse")) {
            throw new ConfigurationException("asked to refuse");
        }
        logs = setup.metrics().counter("workout.logs");
        errors = setup.metrics().counter("workout.errors");
        Counter ticks = setup.metrics().counter("workout.ticks");
        setup.timers().every(50, () -> ticks.increment(1));
        Counter done = setup.metrics().counter("workout.jobs");
        jobs = setup.queues().register("workout.jobs", queue -> take(queue, done));
    }

    private static void take(SharedQueue queue, Counter done) {
        while (queue.poll().isPresent()) {
            done.increment(1);
        }
    }

    /** Ends when the service has been told. */
    @Override
    public Completion onShutdown() {
        Completion later = Completion.later();
        setup.log().info("workout is asked to end");
        HttpCall bye =
                HttpCall.get("service", "/bye")
                        .authority("a")
                        .timeoutMillis(WorkoutFilter.PATIENCE_MILLIS);
        setup.callouts()
                .send(
                        bye,
                        result -> {
                            setup.log().info("workout has ended");
                            later.finish();
                        });
        return later;
    }

    @Override
    public TcpFilter newTcpFilter(TcpStream stream) {
        return new WorkoutTcp(this, stream);
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        return new WorkoutFilter(this, stream);
    }

    @Override
    public void onError(String callback, Throwable error) {
        errors.increment(1);
    }

    PluginSetup setup() {
        return setup;
    }

    /** What came back on a gRPC stream. */
    void tell(String text) {
        setup.metrics().counter("workout.told").increment(1);
        setup.log().info("told " + text);
    }

    SharedQueue jobs() {
        return jobs;
    }

    Counter logs() {
        return logs;
    }

    Counter errors() {
        return errors;
    }
}
