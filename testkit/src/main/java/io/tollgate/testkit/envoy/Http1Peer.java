package io.tollgate.testkit.envoy;

import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Plays a request over a plain HTTP/1.1 connection of its own and reads the answer beside it. */
final class Http1Peer {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Request request;
    private final ClientView view = new ClientView();
    private final CountDownLatch read = new CountDownLatch(1);
    private volatile boolean hungUp;

    Http1Peer(Request request) {
        this.request = request;
    }

    ClientView play(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            exchange(socket);
        } catch (IOException e) {
            hungUp = hungUp || view.status() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (hungUp && view.end() != Exchange.End.COMPLETE) {
            view.end(Exchange.End.ABANDONED);
        }
        return view;
    }

    private void exchange(Socket socket) throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        view.localPort(socket.getLocalPort());
        InputStream in = new BufferedInputStream(socket.getInputStream());
        Thread reader = new Thread(() -> read(in), "client");
        reader.setDaemon(true);
        reader.start();
        write(socket);
        hungUp |= !read.await(request.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void write(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        boolean sized = request.headers().stream().anyMatch(h -> h.name().equals("content-length"));
        out.write(head(sized).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        try {
            for (Step step : request.steps()) {
                if (!step(step, socket, sized)) {
                    return;
                }
            }
            if (!sized && !request.steps().isEmpty()) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
        } catch (IOException e) {
            view.writeFailed(); // Envoy answered and closed before it had read everything
        }
    }

    private String head(boolean sized) {
        StringBuilder head =
                new StringBuilder(request.method())
                        .append(' ')
                        .append(request.path())
                        .append(" HTTP/1.1\r\n");
        if (!request.authority().isEmpty()) {
            head.append("host: ").append(request.authority()).append("\r\n");
        }
        request.headers()
                .forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        if (!sized && !request.steps().isEmpty()) {
            head.append("transfer-encoding: chunked\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** False when nothing more is sent. */
    private boolean step(Step step, Socket socket, boolean sized) throws IOException {
        if (step instanceof Step.Chunk chunk) {
            send(socket.getOutputStream(), chunk.bytes(), sized);
        } else if (step instanceof Step.Wait wait) {
            LockSupport.parkNanos(wait.time().toNanos());
        } else if (step instanceof Step.Reset) {
            hungUp = true;
            socket.setSoLinger(true, 0);
            socket.close();
        }
        return !(step instanceof Step.Reset || step instanceof Step.Silence);
    }

    private static void send(OutputStream out, byte[] bytes, boolean sized) throws IOException {
        String size = Integer.toHexString(bytes.length) + "\r\n";
        out.write(sized ? new byte[0] : size.getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.write(sized ? new byte[0] : LINE_END);
        out.flush();
    }

    private void read(InputStream in) {
        try {
            int status = status(line(in));
            List<Header> fields = fields(in);
            while (status >= 100 && status < 200) {
                status = status(line(in));
                fields = fields(in);
            }
            view.head(status, fields);
            body(in, fields, status == 204 || status == 304);
            view.end(Exchange.End.COMPLETE);
        } catch (IOException | NumberFormatException e) {
            view.end(hungUp ? Exchange.End.ABANDONED : Exchange.End.RESET);
        } finally {
            read.countDown();
        }
    }

    private void body(InputStream in, List<Header> fields, boolean none) throws IOException {
        String length = value(fields, "content-length");
        if (none || length.equals("0")) {
            return;
        }
        if (!length.isEmpty()) {
            pieces(in, Integer.parseInt(length));
        } else if (value(fields, "transfer-encoding").contains("chunked")) {
            for (int n = chunkSize(in); n > 0; n = chunkSize(in)) {
                view.chunk(exactly(in, n));
                line(in);
            }
            fields(in);
        } else {
            view.chunk(in.readAllBytes());
        }
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private void pieces(InputStream in, int length) throws IOException {
        byte[] piece = new byte[16384];
        for (int left = length; left > 0; ) {
            int n = in.read(piece, 0, Math.min(left, piece.length));
            if (n < 0) {
                throw new IOException("closed in the body");
            }
            view.chunk(Arrays.copyOf(piece, n));
            left -= n;
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("closed in a chunk");
        }
        return bytes;
    }

    private static int status(String line) {
        return Integer.parseInt(line.split(" ", 3)[1]);
    }

    private static List<Header> fields(InputStream in) throws IOException {
        List<Header> fields = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            fields.add(Header.parse(line));
        }
        return fields;
    }

    private static String value(List<Header> fields, String name) {
        return fields.stream()
                .filter(h -> h.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int b = in.read();
        for (; b >= 0 && b != '\n'; b = in.read()) {
            text.write(b);
        }
        if (b < 0) {
            throw new IOException("closed in a line");
        }
        String line = text.toString(StandardCharsets.ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
