package io.tollgate.conformance;

import io.tollgate.abi.HttpStream;
import io.tollgate.abi.LocalReply;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.host.HostCallException;

/** What is asked for in the wrong callback, and what is said to it. */
final class Misuse {
    private Misuse() {}

    static String inResponseHeaders(HttpStream stream) {
        return tried(() -> stream.requestBody().bytes())
                + "; "
                + tried(() -> stream.requestHeaders().set("x-late", "1"))
                + "; "
                + tried(() -> stream.requestHeaders().toList());
    }

    static String inLog(PluginSetup setup, HttpStream stream) {
        return tried(setup::configuration)
                + "; "
                + tried(() -> stream.responseHeaders().set("x-late", "1"))
                + "; "
                + stream.reply(LocalReply.of(200))
                + stream.resumeResponse()
                + stream.reset();
    }

    private static String tried(Runnable use) {
        try {
            use.run();
            return "done";
        } catch (IllegalStateException | HostCallException refused) {
            return refused.getMessage();
        }
    }
}
