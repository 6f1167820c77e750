package io.tollgate.conformance;

import io.tollgate.abi.ConfigurationException;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.state.Counter;
import io.tollgate.abi.wire.Utf8;

/** Counts what happens to it and makes filters that do as the header {@code x-do} says. */
final class WorkoutPlugin implements Plugin {
    private PluginSetup setup;
    private Counter logs;
    private Counter errors;

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

    Counter logs() {
        return logs;
    }

    Counter errors() {
        return errors;
    }
}
