package io.tollgate.testkit.envoy;

import io.tollgate.testkit.GrpcRequest;
import io.tollgate.testkit.GrpcScript;
import io.tollgate.testkit.GrpcStep;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.real.Http2Stream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Plays the script of one gRPC stream on a real HTTP/2 stream. */
final class GrpcPlayer {
    private static final int PREFIX = 5;
    private static final int INTERNAL_ERROR = 2;

    private final Http2Stream stream;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean begun;
    private boolean over;

    GrpcPlayer(Http2Stream stream) {
        this.stream = stream;
    }

    void play(Function<GrpcRequest, GrpcScript> service) {
        Http2Stream.Frame.Headers head = (Http2Stream.Frame.Headers) stream.next();
        GrpcScript script = service.apply(request(head));
        run(script.opened());
        while (!over) {
            frame(script, stream.next());
        }
    }

    private static GrpcRequest request(Http2Stream.Frame.Headers head) {
        String[] name = head.fields().get(":path").split("/", 3);
        List<Header> metadata = new ArrayList<>(head.list());
        metadata.removeIf(h -> h.name().startsWith(":"));
        return new GrpcRequest(name[1], name[2], metadata, new byte[0], Instant.now());
    }

    private void frame(GrpcScript script, Http2Stream.Frame frame) {
        if (frame instanceof Http2Stream.Frame.Data data) {
            received.writeBytes(data.bytes());
            for (byte[] message : whole()) {
                run(script.each().apply(message));
            }
            if (data.end()) {
                run(script.ended());
            }
        } else if (frame instanceof Http2Stream.Frame.Reset) {
            over = true;
            script.cancelled().run();
        }
    }

    /** The messages that are there to their end; takes them away. */
    private List<byte[]> whole() {
        List<byte[]> messages = new ArrayList<>();
        byte[] all = received.toByteArray();
        int at = 0;
        while (all.length - at >= PREFIX) {
            int end = at + PREFIX + ByteBuffer.wrap(all, at + 1, 4).getInt();
            if (end > all.length) {
                break;
            }
            messages.add(Arrays.copyOfRange(all, at + PREFIX, end));
            at = end;
        }
        received.reset();
        received.write(all, at, all.length - at);
        return messages;
    }

    private void run(List<GrpcStep> steps) {
        for (GrpcStep step : steps) {
            if (!over) {
                run(step);
            }
        }
    }

    private void run(GrpcStep step) {
        if (step instanceof GrpcStep.Metadata metadata) {
            begin(metadata);
        } else if (step instanceof GrpcStep.Message message) {
            if (!begun) {
                begin(new GrpcStep.Metadata(List.of()));
            }
            stream.data(framed(message.bytes()), false);
        } else if (step instanceof GrpcStep.Close close) {
            stream.headers(begun ? close.all() : close.alone(), true);
            over = true;
        } else if (step instanceof GrpcStep.Reset) {
            stream.reset(INTERNAL_ERROR);
            over = true;
        } else if (step instanceof GrpcStep.Wait wait) {
            LockSupport.parkNanos(wait.time().toNanos());
        }
    }

    private void begin(GrpcStep.Metadata metadata) {
        begun = true;
        stream.headers(metadata.all(), false);
    }

    private static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(PREFIX + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }
}
