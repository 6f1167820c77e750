package io.tollgate.core.flow;

import java.util.Optional;

/**
 * What the client asked for, kept across internal redirects: those show us the request as we have
 * left it.
 *
 * @param usageIsOurs what asks for usage in the body is ours
 * @param instead the model to go on with because a budget is spent; empty where none is
 * @param model as the client called it
 */
record Asked(boolean usageIsOurs, String instead, String model) {
    static Optional<Asked> of(String text) {
        int line = text.indexOf('\n');
        return line < 1
                ? Optional.empty()
                : Optional.of(
                        new Asked(
                                text.charAt(0) == '1',
                                text.substring(1, line),
                                text.substring(line + 1)));
    }

    String text() {
        return (usageIsOurs ? "1" : "0") + instead + '\n' + model;
    }
}
