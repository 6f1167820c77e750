// lint: JVM only
package io.tollgate.tokens.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest acyclic automaton that accepts the tokens, built from the sorted list by merging
 * equal suffixes as soon as no later word can change them (Daciuk and others, 2000). Each state
 * knows how many words it accepts, which makes a path's sum the word's place in the list.
 */
final class Automaton {

    static final class State {
        final List<State> targets = new ArrayList<>();
        final List<Integer> labels = new ArrayList<>();
        boolean end;
        int words;

        /** Lowest rank of any word that passes here: common words first when placing. */
        int rank = Integer.MAX_VALUE;

        int number = -1;
    }

    private record Key(boolean end, List<Integer> labels, List<Integer> targets) {}

    final State root = new State();
    final List<State> states = new ArrayList<>();
    private final Map<Key, State> register = new HashMap<>();

    static Automaton of(Ranks ranks) {
        Automaton automaton = new Automaton();
        byte[] previous = {};
        for (byte[] word : ranks.tokens) {
            automaton.add(previous, word);
            previous = word;
        }
        automaton.settle(automaton.root, previous, 0);
        automaton.enter(automaton.root);
        for (int id = 0; id < ranks.tokens.length; id++) {
            automaton.touch(ranks.tokens[id], ranks.ranks[id]);
        }
        return automaton;
    }

    private void add(byte[] previous, byte[] word) {
        int common = 0;
        while (common < previous.length && previous[common] == word[common]) {
            common++;
        }
        State state = root;
        for (int i = 0; i < common; i++) {
            state = state.targets.get(state.targets.size() - 1);
        }
        settle(state, previous, common);
        for (int i = common; i < word.length; i++) {
            State next = new State();
            state.labels.add(word[i] & 0xFF);
            state.targets.add(next);
            state = next;
        }
        state.end = true;
    }

    /** Replaces the open tail below a state by registered states. */
    private void settle(State state, byte[] word, int depth) {
        if (depth == word.length) {
            return;
        }
        int last = state.targets.size() - 1;
        State child = state.targets.get(last);
        settle(child, word, depth + 1);
        state.targets.set(last, enter(child));
    }

    private State enter(State state) {
        List<Integer> numbers = new ArrayList<>();
        int words = state.end ? 1 : 0;
        for (State target : state.targets) {
            numbers.add(target.number);
            words += target.words;
        }
        Key key = new Key(state.end, List.copyOf(state.labels), numbers);
        State known = register.putIfAbsent(key, state);
        if (known != null) {
            return known;
        }
        state.words = words;
        state.number = states.size();
        states.add(state);
        return state;
    }

    private void touch(byte[] word, int rank) {
        State state = root;
        for (byte b : word) {
            state.rank = Math.min(state.rank, rank);
            state = state.targets.get(state.labels.indexOf(b & 0xFF));
        }
        state.rank = Math.min(state.rank, rank);
    }
}
