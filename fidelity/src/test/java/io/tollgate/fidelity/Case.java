package io.tollgate.fidelity;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Setup;
import java.util.function.UnaryOperator;

/**
 * A script, what goes through it, and around what. The result stands in {@code observed/<id>.txt},
 * recorded from Envoy.
 */
record Case(String id, String script, Request request, UnaryOperator<Setup.Builder> setup) {
    static final Request POST =
            Request.of("POST", "/x?q=1")
                    .header("x-test-a: one")
                    .header("x-test-a: two")
                    .header("x-test-empty:")
                    .header("user-agent: probe")
                    .body("hello");

    static Case of(String id, String script) {
        return new Case(id, script, POST, b -> b);
    }

    /** With more lines in the script. */
    Case more(String lines) {
        return new Case(id, script + lines, request, setup);
    }

    Case with(Request other) {
        return new Case(id, script, other, setup);
    }

    Case with(UnaryOperator<Setup.Builder> more) {
        return new Case(id, script, request, b -> more.apply(setup.apply(b)));
    }

    Case with(Answer answer) {
        return with(b -> b.upstream(answer));
    }

    Case with(String cluster, Cluster server) {
        return with(b -> b.cluster(cluster, server));
    }

    Setup whole() {
        Setup.Builder builder =
                Setup.config(script)
                        .rootId("root")
                        .watchFilterState(
                                "wasm.x",
                                "wasm.late",
                                "wasm.ro",
                                "envoy.ratelimit.hits_addend",
                                "envoy.string");
        return setup.apply(builder).build();
    }

    @Override
    public String toString() {
        return id;
    }
}
