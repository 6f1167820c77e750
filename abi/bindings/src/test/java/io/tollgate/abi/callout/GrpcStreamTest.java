package io.tollgate.abi.callout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.Block;
import io.tollgate.abi.Headers;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.wire.Utf8;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrpcStreamTest extends CalloutRig {
    @Test
    void aGrpcStreamIsCancelledWhenItsStreamIsDeleted() {
        atHeaders = stream -> opened = stream.callouts().open(call(), teller());
        vm.onRequestHeaders(STREAM, true);
        vm.onDelete(STREAM);
        assertEquals("grpcCancel 5", host.calls.get(host.calls.size() - 1));
        vm.onGrpcReceive(ROOT, 5, 3);
        vm.onGrpcClose(ROOT, 5, 1);
        assertEquals(List.of(), seen);
        assertFalse(opened.send(Utf8.encode("late")));
    }

    @Test
    void aGrpcStreamThatIsOverIsNotCancelled() {
        atHeaders = stream -> stream.callouts().open(call(), teller());
        vm.onRequestHeaders(STREAM, true);
        vm.onGrpcClose(ROOT, 5, 0);
        vm.onDelete(STREAM);
        assertEquals(List.of("close 0"), seen);
        assertFalse(host.called("grpcCancel 5"));
    }

    @Test
    void aGrpcStreamOfThePluginOutlivesTheStreamThatOpenedIt() {
        atHeaders = stream -> setup.callouts().open(call(), teller());
        vm.onRequestHeaders(STREAM, true);
        vm.onDelete(STREAM);
        assertFalse(host.called("grpcCancel 5"));
        vm.onGrpcClose(ROOT, 5, 0);
        assertEquals(List.of("close 0"), seen);
    }

    @Test
    void aGrpcStreamGivesMessagesMetadataAndOneClose() {
        GrpcStream stream =
                setup.callouts()
                        .open(
                                call(),
                                new GrpcListener() {
                                    @Override
                                    public void onInitialMetadata(Headers metadata) {
                                        seen.add("initial " + metadata.size());
                                    }

                                    @Override
                                    public void onMessage(Block message) {
                                        seen.add(message.text());
                                    }

                                    @Override
                                    public void onTrailingMetadata(Headers metadata) {
                                        seen.add("trailing " + metadata.size());
                                    }

                                    @Override
                                    public void onClose(int status, String message) {
                                        seen.add("close " + status);
                                    }
                                });
        assertTrue(stream.send(Utf8.encode("one")));
        assertTrue(stream.sendLast(Utf8.encode("two")));
        vm.onGrpcMetadata(ROOT, 5, false);
        host.buffers.put(HostPort.GRPC_MESSAGE, Utf8.encode("echo"));
        vm.onGrpcReceive(ROOT, 5, 4);
        vm.onGrpcReceive(ROOT, 5, 4);
        vm.onGrpcMetadata(ROOT, 5, true);
        vm.onGrpcClose(ROOT, 5, 0);
        vm.onGrpcClose(ROOT, 5, 0);
        assertEquals(List.of("initial 0", "echo", "echo", "trailing 0", "close 0"), seen);
        assertFalse(stream.send(Utf8.encode("late")));
        stream.close();
        stream.cancel();
        assertFalse(host.called("grpcCancel"));
    }
}
