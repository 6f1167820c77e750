package io.tollgate.testkit.host;

import io.tollgate.testkit.Action;
import io.tollgate.testkit.Header;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP stream: client, the filter, router. Driven from outside frame by frame; what comes of it
 * is recorded.
 */
public final class HttpStream {
    private final EnvoyModel envoy;
    private final StreamContext filter;
    private final boolean http2;
    private final Half requestHalf;
    private final Half responseHalf;
    private final Router router;
    private final Received client = new Received();
    private final StreamInfo info;
    private final Map<String, byte[]> filterState = new TreeMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Action> actions = new ArrayList<>();
    private boolean readDisabled;
    private boolean responseEncoded;
    private boolean finished;
    private boolean requestDead;
    private Optional<Map<String, byte[]>> loggedState = Optional.empty();

    HttpStream(EnvoyModel envoy, Vm vm, boolean http2) {
        this.envoy = envoy;
        this.http2 = http2;
        info = new StreamInfo(envoy.loop().nanos(), envoy.loop().wallClock());
        requestHalf = new RequestHalf(this);
        responseHalf = new ResponseHalf(this);
        router = new Router(this);
        filter = vm.newStream(this);
    }

    EnvoyModel envoy() {
        return envoy;
    }

    StreamContext filter() {
        return filter;
    }

    /** Context id of the stream. */
    public int id() {
        return filter.id();
    }

    Half requestHalf() {
        return requestHalf;
    }

    Half responseHalf() {
        return responseHalf;
    }

    Half half(Side side) {
        return side == Side.REQUEST ? requestHalf : responseHalf;
    }

    Router router() {
        return router;
    }

    StreamInfo info() {
        return info;
    }

    boolean http2() {
        return http2;
    }

    int bufferLimit() {
        return envoy.setup().bufferLimit();
    }

    Map<String, byte[]> filterState() {
        return filterState;
    }

    boolean requestDead() {
        return requestDead || finished;
    }

    boolean isDone() {
        return finished;
    }

    /** Everything the client received. */
    public Received client() {
        return client;
    }

    /** Everything the upstream received; not started when it saw nothing. */
    public Received upstream() {
        return router.received();
    }

    /** Filter state right after proxy_on_log, as an access log prints it. Absent before. */
    public Optional<Map<String, byte[]>> loggedState() {
        return loggedState;
    }

    /** True once log, done and delete have run. */
    public boolean isLogged() {
        return loggedState.isPresent();
    }

    /** Response code details, as in the access log. */
    public String details() {
        return info.details;
    }

    /** What the filter's callbacks returned so far. */
    public List<Action> actions() {
        return List.copyOf(actions);
    }

    void returned(String callback, int number) {
        actions.add(new Action(callback.substring("proxy_on_".length()), number));
    }

    /** True while the frames of this direction are held at the filter. */
    public boolean requestPaused() {
        return requestHalf.paused();
    }

    /** True while the response is held at the filter. */
    public boolean responsePaused() {
        return responseHalf.paused();
    }

    /** Bytes of the request that the filter holds. */
    public int requestBuffered() {
        return requestHalf.buffered().map(BodyBuffer::length).orElse(0);
    }

    /** The client's headers arrive. */
    public void requestHeaders(List<Header> fields, boolean end) {
        HeaderMap map = HeaderMap.ofRequest(fields);
        if (map.first(":authority").isEmpty()) {
            info.details = "missing_host_header";
            info.code = 400;
            toClient(new HeaderMap(List.of(new Header(":status", "400"))), true);
            return;
        }
        info.headersSeen(map);
        router.find(map);
        requestHalf.receiveHeaders(map, end);
        pump();
    }

    /** A piece of the client's body arrives; it waits while Envoy does not read. */
    public void requestData(byte[] bytes, boolean end) {
        waiting.add(
                () -> {
                    if (!requestDead()) {
                        info.requestBytes += bytes.length;
                        requestHalf.receiveData(bytes, end);
                    }
                });
        pump();
    }

    /** The client's trailers arrive. */
    public void requestTrailers(List<Header> fields) {
        waiting.add(
                () -> {
                    if (!requestDead()) {
                        requestHalf.receiveTrailers(new HeaderMap(fields));
                    }
                });
        pump();
    }

    private void pump() {
        while (!readDisabled && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    void readDisable(boolean disable) {
        readDisabled = disable;
        if (!disable) {
            envoy.loop().post(this::pump);
        }
    }

    /** The client goes away. */
    public void clientReset() {
        if (!finished) {
            info.flag(http2 ? ResponseFlag.DR : ResponseFlag.DC);
            reset(http2 ? "http2.remote_reset" : "downstream_remote_disconnect");
        }
    }

    /** Ends the stream without any more bytes to either side. */
    void reset(String details) {
        if (!finished) {
            info.details = details;
            client.reset();
            finish();
        }
    }

    void sendLocalReply(LocalReply reply) {
        if (finished) {
            return;
        }
        requestDead = true;
        router.cancel();
        info.details = reply.details();
        if (responseEncoded) {
            reset(reply.details());
            return;
        }
        info.code = reply.code();
        boolean grpc = reply.isFor(requestHalf.headers());
        HeaderMap fields = new HeaderMap(reply.fields(grpc));
        answer(fields, grpc ? new byte[0] : reply.body());
    }

    private void answer(HeaderMap fields, byte[] body) {
        if (responseHalf.headers().isPresent()) {
            // The filter holds a response already: Envoy answers behind its back.
            toClient(fields, body.length == 0);
            toClient(body, true);
            return;
        }
        responseHalf.receiveHeaders(fields, body.length == 0);
        if (body.length > 0 && !finished) {
            responseHalf.receiveData(body, true);
        }
    }

    void toClient(HeaderMap fields, boolean end) {
        if (fields.first(":status").isEmpty()) {
            LocalReply broken = LocalReply.missingStatus();
            info.details = broken.details();
            router.cancel();
            toClient(new HeaderMap(broken.fields(false)), false);
            toClient(broken.body(), true);
            return;
        }
        responseEncoded = true;
        info.code = fields.first(":status").map(Integer::parseInt).orElse(0);
        client.headers(Wire.answer(fields, end, http2), end);
        endIf(end);
    }

    void toClient(byte[] data, boolean end) {
        if (!finished) {
            info.responseBytes += data.length;
            client.data(data, end);
            endIf(end);
        }
    }

    void toClient(HeaderMap trailers) {
        if (!http2) {
            client.data(new byte[0], true);
        } else {
            client.trailers(trailers.list());
        }
        endIf(true);
    }

    private void endIf(boolean end) {
        if (end) {
            finish();
        }
    }

    boolean responseEncoded() {
        return responseEncoded;
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        info.end = envoy.loop().nanos();
        router.cancel();
        envoy.loop().post(filter::finish);
    }

    void logged() {
        loggedState = Optional.of(new TreeMap<>(filterState));
    }
}
