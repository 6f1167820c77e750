package io.tollgate.testkit.envoy;

import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.real.Http2Client;
import io.tollgate.testkit.real.Http2Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Plays a request over an HTTP/2 connection of its own. */
final class Http2Peer {
    private final Request request;
    private final ClientView view = new ClientView();

    Http2Peer(Request request) {
        this.request = request;
    }

    ClientView play(int port) {
        try (Http2Client client = Http2Client.connect(port)) {
            Http2Stream stream =
                    client.open(
                            request.method(),
                            request.authority(),
                            request.path(),
                            request.headers(),
                            request.steps().isEmpty());
            if (write(stream)) {
                read(stream);
            }
        }
        return view;
    }

    /** False when the client hung up. */
    private boolean write(Http2Stream stream) {
        int last = request.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            Step step = request.steps().get(i);
            if (step instanceof Step.Chunk chunk) {
                stream.data(chunk.bytes(), i == last);
            } else if (step instanceof Step.Trailers trailers) {
                stream.headers(trailers.fields(), true);
            } else if (step instanceof Step.Wait wait) {
                pause(stream, wait, i == last);
            } else if (step instanceof Step.Silence) {
                return true;
            } else if (step instanceof Step.Reset) {
                stream.reset(8);
                view.end(Exchange.End.ABANDONED);
                return false;
            }
        }
        return true;
    }

    private static void pause(Http2Stream stream, Step.Wait wait, boolean last) {
        LockSupport.parkNanos(wait.time().toNanos());
        if (last) {
            stream.data("", true);
        }
    }

    private void read(Http2Stream stream) {
        try {
            boolean end = false;
            while (!end) {
                end = frame(stream.next());
            }
        } catch (AssertionError silence) {
            view.end(Exchange.End.ABANDONED);
        }
    }

    private boolean frame(Http2Stream.Frame frame) {
        if (frame instanceof Http2Stream.Frame.Headers headers) {
            fields(headers);
            return ended(headers.end());
        }
        if (frame instanceof Http2Stream.Frame.Data data) {
            view.chunk(data.bytes());
            return ended(data.end());
        }
        if (view.end() != Exchange.End.COMPLETE) {
            view.end(Exchange.End.RESET);
        }
        return true;
    }

    private void fields(Http2Stream.Frame.Headers frame) {
        List<Header> fields = new ArrayList<>(frame.list());
        if (view.status() > 0) {
            view.trailers(fields);
            return;
        }
        fields.removeIf(h -> h.name().equals(":status"));
        view.head(Integer.parseInt(frame.fields().getOrDefault(":status", "0")), fields);
    }

    private boolean ended(boolean end) {
        if (end) {
            view.end(Exchange.End.COMPLETE);
        }
        return end;
    }
}
