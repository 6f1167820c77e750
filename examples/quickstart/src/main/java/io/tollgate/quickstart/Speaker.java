package io.tollgate.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Says something about a prompt, and counts what it says with the vocabulary that the real models
 * use.
 */
final class Speaker {

    private static final String TEXT =
            "Every token is counted where it passes, in the proxy that already carries the call, so nobody pays for a"
                    + " second hop and nobody can go around it. A budget is a number and a window. When the window turns,"
                    + " the number is whole again; until then each answer takes from it exactly what the provider says it"
                    + " used. Requests that cannot fit are told so at once, with the reason and the time to come back. ";

    /** What OpenAI's chat format adds to every message, and once for the answer. */
    private static final int PER_MESSAGE = 4;

    private static final int PER_ANSWER = 3;

    private final ToIntFunction<String> counter;

    Speaker(ToIntFunction<String> counter) {
        this.counter = counter;
    }

    /** What is said: pieces to stream one by one, and the tokens of prompt and answer. */
    record Speech(List<String> pieces, int input, int output, boolean cut) {
        String text() {
            return String.join("", pieces);
        }
    }

    /** Answers with about so many tokens as asked for, never more than the maximum. */
    Speech speak(List<String> prompt, int wanted, int max) {
        int input = count(prompt);
        List<String> pieces = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        int output = 0;
        for (String piece : words(wanted)) {
            int now = counter.applyAsInt(said + piece);
            if (now > max) {
                return new Speech(List.copyOf(pieces), input, output, true);
            }
            said.append(piece);
            pieces.add(piece);
            output = now;
        }
        return new Speech(List.copyOf(pieces), input, output, false);
    }

    /** Calls a tool: what is said is its name and these pieces of its arguments. */
    Speech call(List<String> prompt, String tool, List<String> arguments) {
        int output = plain(tool) + plain(String.join("", arguments));
        return new Speech(List.copyOf(arguments), count(prompt), output, false);
    }

    /** Tokens of these messages as a chat. */
    int count(List<String> messages) {
        return messages.stream().mapToInt(m -> counter.applyAsInt(m) + PER_MESSAGE).sum()
                + PER_ANSWER;
    }

    /** Tokens of a text alone. */
    int plain(String text) {
        return counter.applyAsInt(text);
    }

    private static List<String> words(int wanted) {
        List<String> words = new ArrayList<>();
        int from = 0;
        while (words.size() < wanted) {
            int space = TEXT.indexOf(' ', from + 1);
            words.add(space < 0 ? TEXT.substring(from) : TEXT.substring(from, space));
            from = space < 0 ? 0 : space;
        }
        return words;
    }
}
