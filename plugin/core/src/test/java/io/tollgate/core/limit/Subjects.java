package io.tollgate.core.limit;

import io.tollgate.core.auth.Caller;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;

/** Subjects for tests. */
final class Subjects {
    static final Subject ANN =
            new Subject(
                    new RequestHead(
                            "POST",
                            "/v1/chat/completions?x=1",
                            "llm.example",
                            Headers.of("x-team", "red", "x-empty", "")),
                    new Caller("ann", "gold"),
                    "openai",
                    "chat",
                    "fast",
                    "gpt-4o",
                    "route1",
                    "cluster1",
                    "10.0.0.1:5000");

    private Subjects() {}

    static Subject withoutModel() {
        return ANN.withModel("", "", ANN.provider());
    }

    static Subject from(String address) {
        return new Subject(
                ANN.head(), ANN.caller(), "openai", "chat", "fast", "gpt-4o", "", "", address);
    }

    static Subject operation(String operation) {
        return new Subject(
                ANN.head(), Caller.ANYONE, "openai", operation, "fast", "gpt-4o", "", "", "");
    }
}
