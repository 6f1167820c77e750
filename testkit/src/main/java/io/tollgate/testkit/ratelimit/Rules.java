package io.tollgate.testkit.ratelimit;

import java.util.List;
import java.util.Optional;

/** Finds the limit of a descriptor the way the service walks its tree. */
final class Rules {
    private Rules() {}

    /** A limit and whether it is only watched. */
    record Match(Limit limit, boolean shadow) {}

    /** Only a node at the depth of the last entry counts. */
    static Optional<Match> find(List<Rule> top, List<Descriptor.Entry> entries) {
        List<Rule> level = top;
        for (int i = 0; i < entries.size(); i++) {
            Optional<Rule> node = best(level, entries.get(i));
            if (node.isEmpty()) {
                return Optional.empty();
            }
            if (i == entries.size() - 1) {
                boolean shadow = node.get().shadow();
                return node.get().limit().map(limit -> new Match(limit, shadow));
            }
            level = node.get().descriptors();
        }
        return Optional.empty();
    }

    /** The exact value wins, then the first fitting beginning, then the node for any value. */
    private static Optional<Rule> best(List<Rule> level, Descriptor.Entry entry) {
        Optional<Rule> any = Optional.empty();
        Optional<Rule> prefix = Optional.empty();
        for (Rule rule : level) {
            if (!rule.key().equals(entry.key())) {
                continue;
            }
            String value = rule.value().orElse("");
            if (value.isEmpty()) {
                any = any.isEmpty() ? Optional.of(rule) : any;
            } else if (value.equals(entry.value())) {
                return Optional.of(rule);
            } else if (prefix.isEmpty() && hasPrefix(entry.value(), value)) {
                prefix = Optional.of(rule);
            }
        }
        return prefix.isPresent() ? prefix : any;
    }

    private static boolean hasPrefix(String value, String pattern) {
        return pattern.endsWith("*")
                && value.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
