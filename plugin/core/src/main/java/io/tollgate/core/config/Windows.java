package io.tollgate.core.config;

import io.tollgate.core.ratelimit.WindowUnit;
import java.util.Optional;

/** Windows by name, and the unit that holds several windows. */
final class Windows {
    private static final WindowUnit[] BY_LENGTH = {
        WindowUnit.SECOND,
        WindowUnit.MINUTE,
        WindowUnit.HOUR,
        WindowUnit.DAY,
        WindowUnit.WEEK,
        WindowUnit.MONTH,
        WindowUnit.YEAR
    };

    private Windows() {}

    static Optional<WindowUnit> unit(String word) {
        for (WindowUnit unit : BY_LENGTH) {
            if (Words.lower(unit.name()).equals(word)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** The smallest unit above {@code per} that the window divides. */
    static Optional<WindowUnit> holding(WindowUnit per, long windowSeconds, boolean week) {
        for (WindowUnit unit : BY_LENGTH) {
            boolean allowed = unit != WindowUnit.WEEK || week;
            if (allowed && unit.seconds() > per.seconds() && unit.seconds() % windowSeconds == 0) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
