package io.tollgate.filter;

import io.tollgate.abi.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Streams whose headers wait for their body. Without {@code allow_on_headers_stop_iteration} Envoy
 * shows no body while headers wait; the bytes that it has counted betray it. Such streams are let
 * go, and the gateway stops holding.
 */
final class HeldStreams {
    private static final long LOOK_EVERY_MS = 50;

    private final TollgatePlugin plugin;
    private final List<TollgateFilter> waiting = new ArrayList<>();
    private Optional<Timers.Timer> timer = Optional.empty();

    HeldStreams(TollgatePlugin plugin) {
        this.plugin = plugin;
    }

    void add(TollgateFilter filter) {
        if (plugin.gateway().holdProven()) {
            return;
        }
        waiting.add(filter);
        if (timer.isEmpty()) {
            timer = Optional.of(plugin.setup().timers().every(LOOK_EVERY_MS, this::look));
        }
    }

    /**
     * A body came while its headers were held: the setting is there, nothing to watch for any more.
     */
    void saw(TollgateFilter filter) {
        if (waiting.remove(filter)) {
            plugin.gateway().proveHold();
            rest();
        }
    }

    void remove(TollgateFilter filter) {
        waiting.remove(filter);
    }

    private void look() {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            if (i < waiting.size() && waiting.get(i).bodyIsHidden()) {
                repair();
                return;
            }
        }
        if (waiting.isEmpty()) {
            rest();
        }
    }

    private void repair() {
        List<TollgateFilter> all = new ArrayList<>(waiting);
        waiting.clear();
        rest();
        plugin.setup().metrics().counter("tollgate.hold_unavailable").increment(all.size());
        if (plugin.gateway().breakHold()) {
            plugin.setup()
                    .log()
                    .error(
                            "tollgate: requests cannot be held until their body is read: set"
                                    + " allow_on_headers_stop_iteration: true in this plugin's configuration. Until"
                                    + " then routing by model is off and refusals may come after the provider has seen"
                                    + " the headers.");
        }
        for (TollgateFilter filter : all) {
            filter.onHoldBroken();
        }
    }

    private void rest() {
        if (timer.isPresent()) {
            timer.get().cancel();
            timer = Optional.empty();
        }
    }
}
