package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Block;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.callout.GrpcCall;
import io.tollgate.abi.callout.GrpcListener;
import io.tollgate.testkit.host.UnimplementedHostCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripted gRPC streams in virtual time; what Envoy does with them stands in the cases. */
final class GrpcStreamTest {
    private final List<String> told = new ArrayList<>();

    /** Opens a stream for each request, says one word, and leaves. */
    private final class Opener implements Plugin, GrpcListener {
        @Override
        public void configure(PluginSetup setup) {
            told.clear();
        }

        @Override
        public HttpFilter newHttpFilter(HttpStream stream) {
            return new HttpFilter() {
                @Override
                public HeadersAction onRequestHeaders(RequestHead head) {
                    GrpcCall call = GrpcCall.to("talk").method("test.Service", "Talk");
                    stream.callouts().open(call, Opener.this).send(new byte[] {'a'});
                    return HeadersAction.CONTINUE;
                }
            };
        }

        @Override
        public void onMessage(Block message) {
            told.add(message.text());
        }

        @Override
        public void onClose(int status, String message) {
            told.add("closed " + status + " " + message);
        }
    }

    private ModelGateway start(Cluster talk) {
        return PlainHost.of(Opener::new)
                .start(
                        Setup.builder()
                                .cluster("talk", talk)
                                .routeTimeout(Duration.ZERO)
                                .upstream(Answer.of(200).after(Duration.ofMinutes(5)))
                                .build());
    }

    private void ask(Cluster talk) {
        Request patient = Request.get("/").patience(Duration.ofHours(1));
        start(talk).send(patient).hasStatus(200);
    }

    @Test
    void stepsComeInTheirOrderAndTime() {
        GrpcScript script =
                GrpcScript.open(GrpcStep.pause(Duration.ofMinutes(4)), GrpcStep.message("late"))
                        .each(message -> List.of(GrpcStep.message("b"), GrpcStep.close(9, "no")));
        ask(Cluster.grpcStreams(call -> script));
        assertEquals(List.of("late", "b", "closed 9 no{via_upstream}"), told);
    }

    @Test
    void aStreamThatIsLeftBehindIsCancelled() {
        GrpcScript script = GrpcScript.open().cancelled(() -> told.add("cancelled"));
        ask(Cluster.grpcStreams(call -> script));
        assertEquals(List.of("cancelled"), told);
    }

    @Test
    void aServerWithoutAScriptForStreamsFailsTheTestByName() {
        Cluster unary = Cluster.grpc(call -> GrpcAnswer.never());
        Error error = assertThrows(UnimplementedHostCall.class, () -> ask(unary));
        assertTrue(error.getMessage().contains("proxy_grpc_stream"), error::getMessage);
    }
}
