package io.tollgate.core.limit;

import io.tollgate.core.limit.Ruling.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdict of all limits together. */
public record Verdict(List<Ruling> rulings) {
    public Verdict {
        rulings = List.copyOf(rulings);
    }

    /**
     * The limit that is named when the request is refused: of those in the way the one that stays
     * longest.
     */
    public Optional<Ruling> refusing() {
        Ruling worst = null;
        for (Ruling ruling : rulings) {
            if (ruling.refuses() && (worst == null || longer(ruling, worst))) {
                worst = ruling;
            }
        }
        return Optional.ofNullable(worst);
    }

    /** The model to go on with instead: there is one if every limit in the way names one. */
    public Optional<String> otherModel() {
        List<ActiveLimit> inTheWay = new ArrayList<>();
        for (Ruling ruling : rulings) {
            if (ruling.refuses()) {
                inTheWay.add(ruling.limit());
            }
        }
        return otherModel(inTheWay);
    }

    /** The same of limits that are known to be in the way. */
    public static Optional<String> otherModel(List<ActiveLimit> inTheWay) {
        String model = "";
        for (ActiveLimit limit : inTheWay) {
            String named = limit.config().onOverModel();
            if (named.isEmpty()) {
                return Optional.empty();
            }
            model = model.isEmpty() ? named : model;
        }
        return model.isEmpty() ? Optional.empty() : Optional.of(model);
    }

    /** Limits with this outcome, shadow ones included. */
    public List<Ruling> with(Outcome outcome) {
        List<Ruling> found = new ArrayList<>();
        for (Ruling ruling : rulings) {
            if (ruling.outcome() == outcome) {
                found.add(ruling);
            }
        }
        return found;
    }

    /**
     * What may be shown in headers: no shadow limits, none without a window, none that the service
     * does not know.
     */
    public List<LimitView> views() {
        List<LimitView> views = new ArrayList<>();
        for (Ruling ruling : rulings) {
            boolean told = ruling.view().limit() > 0 || ruling.view().windowSeconds() > 0;
            boolean known = ruling.outcome() != Outcome.UNMATCHED && ruling.limit().asksService();
            if (known && told && !ruling.limit().shadow()) {
                views.add(ruling.view());
            }
        }
        return views;
    }

    private static boolean longer(Ruling a, Ruling b) {
        if (a.outcome() != b.outcome()) {
            return a.outcome() == Outcome.NEVER;
        }
        return a.view().resetMillis() > b.view().resetMillis();
    }
}
