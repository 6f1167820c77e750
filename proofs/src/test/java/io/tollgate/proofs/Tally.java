package io.tollgate.proofs;

import io.tollgate.testkit.real.RealStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a phase's requests, request by request.
 *
 * @param phase what was done meanwhile
 * @param sent requests that were answered in full, and their tokens
 * @param charged what of them stands in the store
 * @param lost what of them does not
 * @param doubled what stands there beyond them
 * @param cut requests that were not answered in full
 * @param perhaps charges that Tollgate gave up as perhaps landed
 */
record Tally(String phase, Sum sent, Sum charged, Sum lost, Sum doubled, int cut, long perhaps) {

    static final String HEAD =
            "| Phase | Sent | Charged | Lost | Doubled | Cut | Perhaps landed |\n"
                    + "|---|---|---|---|---|---|---|\n";

    /** Requests and their tokens. */
    record Sum(long requests, long tokens) {
        Sum plus(long more) {
            return more == 0 ? this : new Sum(requests + 1, tokens + more);
        }

        @Override
        public String toString() {
            return requests == 0 ? "0" : requests + " (" + tokens + " tokens)";
        }
    }

    static Tally of(String phase, String key, Load load, RealStore store, long perhaps) {
        Map<Integer, Long> found = counters(store, "llm_phase_" + key + "_id_");
        Sum none = new Sum(0, 0);
        Sum sent = none;
        Sum charged = none;
        Sum lost = none;
        Sum doubled = none;
        for (Map.Entry<Integer, Long> one : load.answered().entrySet()) {
            long expected = one.getValue();
            long there = found.getOrDefault(one.getKey(), 0L);
            sent = sent.plus(expected);
            charged = charged.plus(there);
            lost = lost.plus(Math.max(0, expected - there));
            doubled = doubled.plus(Math.max(0, there - expected));
        }
        return new Tally(phase, sent, charged, lost, doubled, load.cut(), perhaps);
    }

    private static Map<Integer, Long> counters(RealStore store, String prefix) {
        Map<Integer, Long> found = new HashMap<>();
        List<String> keys =
                store.call("KEYS", prefix + "*").stream()
                        .filter(key -> key.startsWith(prefix))
                        .toList();
        for (int from = 0; from < keys.size(); from += 1000) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + 1000));
            String[] command = new String[some.size() + 1];
            command[0] = "MGET";
            for (int i = 0; i < some.size(); i++) {
                command[i + 1] = some.get(i);
            }
            List<String> values = store.call(command);
            for (int i = 0; i < some.size(); i++) {
                String rest = some.get(i).substring(prefix.length());
                int id = Integer.parseInt(rest.substring(0, rest.indexOf('_')));
                found.merge(id, Long.parseLong(values.get(i)), Long::sum);
            }
        }
        return found;
    }

    String row() {
        return "| " + phase + " | " + sent + " | " + charged + " | " + lost + " | " + doubled
                + " | " + cut + " | " + perhaps + " |\n";
    }
}
