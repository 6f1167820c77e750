package io.tollgate.core.config;

import io.tollgate.core.ratelimit.WindowUnit;

/**
 * The amount of a limit.
 *
 * @param unit window sent to the service
 * @param windowSeconds length of the window meant; shorter than the unit's where several windows
 *     share one, told apart by an entry
 * @param shareCounter no entry keeps this limit's counter apart from others with the same entries
 */
public record QuotaConfig(long amount, WindowUnit unit, long windowSeconds, boolean shareCounter) {

    /** True when an entry with the window's number must be sent. */
    public boolean numbered() {
        return windowSeconds != unit.seconds();
    }
}
