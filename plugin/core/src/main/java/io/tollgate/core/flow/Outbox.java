package io.tollgate.core.flow;

import io.tollgate.core.report.SeriesBook;
import io.tollgate.core.report.Tags;
import java.util.ArrayList;
import java.util.List;

/** Collects the effects of one event. */
final class Outbox {
    private final SeriesBook series;
    private List<Effect> effects = new ArrayList<>();

    Outbox(SeriesBook series) {
        this.series = series;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /** Envoy refuses a counter that grows by nothing. */
    void count(String metric, Tags tags, long amount) {
        if (amount > 0) {
            effects.add(new Effect.Count(series.name(metric, tags), amount));
        }
    }

    void count(String metric, Tags tags) {
        count(metric, tags, 1);
    }

    void sample(String metric, Tags tags, long value) {
        if (value >= 0) {
            effects.add(new Effect.Sample(series.name(metric, tags), value));
        }
    }

    Step step(Move move) {
        List<Effect> done = effects;
        effects = new ArrayList<>();
        return new Step(move, done);
    }
}
