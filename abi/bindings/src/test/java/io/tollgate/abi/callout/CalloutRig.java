package io.tollgate.abi.callout;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Block;
import io.tollgate.abi.ErrorAction;
import io.tollgate.abi.FakeHost;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.StreamSummary;
import io.tollgate.abi.Vm;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;

/** A plugin that calls out as a test tells it to, and notes what it hears. */
abstract class CalloutRig {
    static final int ROOT = 1;
    static final int STREAM = 2;
    final FakeHost host = new FakeHost();
    final List<String> seen = new ArrayList<>();
    PluginSetup setup;
    Consumer<HttpStream> atHeaders = stream -> {};
    Consumer<StreamSummary> atLog = summary -> {};
    final Vm vm = new Vm(host, given -> new Caller());

    private final class Caller implements Plugin {
        @Override
        public void configure(PluginSetup given) {
            setup = given;
        }

        @Override
        public void onError(String callback, Throwable error) {
            seen.add("error in " + callback);
        }

        @Override
        public HttpFilter newHttpFilter(HttpStream stream) {
            return new HttpFilter() {
                @Override
                public HeadersAction onRequestHeaders(RequestHead head) {
                    atHeaders.accept(stream);
                    return HeadersAction.PAUSE;
                }

                @Override
                public void onLog(StreamSummary summary) {
                    atLog.accept(summary);
                }

                @Override
                public ErrorAction onError(String callback, Throwable error) {
                    seen.add("error in " + callback);
                    return ErrorAction.CONTINUE;
                }
            };
        }
    }

    @BeforeEach
    void start() {
        vm.onContextCreate(ROOT, 0);
        assertTrue(vm.onConfigure(ROOT));
        vm.onContextCreate(STREAM, ROOT);
    }

    static GrpcCall call() {
        return GrpcCall.to("rls")
                .method("pkg.Service", "Do")
                .message(Utf8.encode("ask"))
                .timeoutMillis(200);
    }

    GrpcStream opened;

    GrpcListener teller() {
        return new GrpcListener() {
            @Override
            public void onMessage(Block message) {
                seen.add(message.text());
            }

            @Override
            public void onClose(int status, String message) {
                seen.add("close " + status);
            }
        };
    }

    void note(GrpcResult result) {
        if (result instanceof GrpcResult.Message message) {
            seen.add("message " + message.bytes().text());
        } else if (result instanceof GrpcResult.Failure failure) {
            seen.add(
                    "failure " + failure.status() + " " + failure.message() + " " + failure.sent());
        }
    }
}
