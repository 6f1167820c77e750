package io.tollgate.conformance;

import io.tollgate.abi.Block;
import io.tollgate.abi.Headers;
import io.tollgate.abi.callout.Callouts;
import io.tollgate.abi.callout.GrpcCall;
import io.tollgate.abi.callout.GrpcListener;
import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.abi.callout.GrpcStream;
import io.tollgate.abi.wire.Utf8;
import java.util.function.Consumer;

/** What a stream asks of a gRPC service. */
final class GrpcTasks {
    private static final String SERVICE = "pkg.Service";

    private GrpcTasks() {}

    static GrpcCall unary(String task) {
        return GrpcCall.to(task.equals("grpc-unknown") ? "nobody" : "h2")
                .method(SERVICE, task.equals("grpc-fail") ? "Fail" : "Do")
                .metadata("x-task", task)
                .message(Utf8.encode("ask"))
                .timeoutMillis(WorkoutFilter.PATIENCE_MILLIS);
    }

    static String text(GrpcResult.Failure failure) {
        return failure.status() + " " + failure.message() + " sent=" + failure.sent();
    }

    /** Sends two messages and tells all that came back once the other side has closed. */
    static void stream(Callouts callouts, Consumer<String> told) {
        GrpcCall call = GrpcCall.to("h2").method(SERVICE, "Chat");
        GrpcStream stream = callouts.open(call, new Teller(told));
        stream.send(Utf8.encode("one"));
        stream.sendLast(Utf8.encode("two"));
    }

    /** Opens a stream that the service leaves open until it is told otherwise. */
    static void open(Callouts callouts, String method, Consumer<String> told) {
        GrpcCall call = GrpcCall.to("h2").method(SERVICE, method);
        callouts.open(call, new Teller(told)).send(Utf8.encode("one"));
    }

    /** Remembers what comes, in order. */
    private static final class Teller implements GrpcListener {
        private final StringBuilder seen = new StringBuilder();
        private final Consumer<String> told;

        Teller(Consumer<String> told) {
            this.told = told;
        }

        @Override
        public void onInitialMetadata(Headers metadata) {
            seen.append(metadata.first("x-first").orElse("-")).append(' ');
        }

        @Override
        public void onMessage(Block message) {
            seen.append(message.text()).append(' ');
        }

        @Override
        public void onTrailingMetadata(Headers metadata) {
            seen.append(metadata.first("x-last").orElse("-")).append(' ');
        }

        @Override
        public void onClose(int status, String message) {
            told.accept(seen + "closed " + status);
        }
    }
}
