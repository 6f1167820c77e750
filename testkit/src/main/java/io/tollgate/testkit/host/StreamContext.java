package io.tollgate.testkit.host;

import io.tollgate.testkit.FailurePolicy;
import io.tollgate.testkit.Header;
import java.util.List;
import java.util.Optional;

/**
 * A stream context: what the filter may see of its stream at this moment. Follows Envoy's {@code
 * context.cc}.
 */
public final class StreamContext extends Context {
    private final RootContext root;
    private final HttpStream stream;
    private final View request = new View();
    private final View response = new View();
    private final boolean bypassed;
    private boolean created;
    private boolean endOfStream;
    private boolean localReplySent;
    private boolean logging;
    private boolean destroyed;

    /** One direction's maps and body. */
    private static final class View {
        private Optional<HeaderMap> headers = Optional.empty();
        private Optional<HeaderMap> trailers = Optional.empty();
        private Optional<BodyBuffer> body = Optional.empty();
        private boolean buffering;
        private boolean dangling;
    }

    StreamContext(Vm vm, int id, RootContext root, HttpStream stream) {
        super(vm, id);
        this.root = root;
        this.stream = stream;
        // Only for streams that begin later: those that the trap finds are refused all the same.
        boolean open = root.setup().failurePolicy() == FailurePolicy.FAIL_OPEN;
        bypassed = open && vm.isFailed();
    }

    @Override
    RootContext root() {
        return root;
    }

    HttpStream stream() {
        return stream;
    }

    boolean logging() {
        return logging;
    }

    boolean destroyed() {
        return destroyed;
    }

    private View view(Side side) {
        return side == Side.REQUEST ? request : response;
    }

    private void create() {
        if (!created) {
            created = true;
            vm().call(this, "proxy_on_context_create", id(), root.id());
            vm().afterCallback();
        }
    }

    FilterStatus onHeaders(Half half, HeaderMap fields, boolean end) {
        if (half.side == Side.REQUEST) {
            create();
        } else if (!created) {
            return FilterStatus.CONTINUE;
        }
        View view = view(half.side);
        view.headers = Optional.of(fields);
        endOfStream = end;
        FilterStatus status =
                run(half.side.headers, FilterStatus.STOP_ALL_WATERMARK, fields.size(), end ? 1 : 0);
        if (status == FilterStatus.CONTINUE) {
            view.headers = Optional.empty();
        }
        return status;
    }

    FilterStatus onBody(Half half, BodyBuffer data, boolean end) {
        if (!created) {
            return FilterStatus.CONTINUE;
        }
        View view = view(half.side);
        view.body = Optional.of(data);
        view.dangling = false;
        endOfStream = end;
        if (view.buffering) {
            half.holdForFilter(data);
        }
        return half.dead() ? FilterStatus.STOP_AND_BUFFER : runBody(half, view, data, end);
    }

    private FilterStatus runBody(Half half, View view, BodyBuffer data, boolean end) {
        int size = body(half).map(BodyBuffer::length).orElse(0);
        FilterStatus status = run(half.side.body, FilterStatus.STOP_NO_BUFFER, size, end ? 1 : 0);
        view.buffering = status == FilterStatus.STOP_AND_BUFFER;
        if (status == FilterStatus.CONTINUE) {
            view.body = Optional.empty();
        }
        // Envoy now points to the codec's buffer, which is gone, unless it was the held one.
        view.dangling = half.buffered().filter(held -> held == data).isEmpty();
        return status;
    }

    FilterStatus onTrailers(Half half, HeaderMap fields) {
        if (!created) {
            return FilterStatus.CONTINUE;
        }
        View view = view(half.side);
        view.trailers = Optional.of(fields);
        FilterStatus status = run(half.side.trailers, FilterStatus.STOP, fields.size());
        if (status == FilterStatus.CONTINUE) {
            view.trailers = Optional.empty();
        }
        return status;
    }

    private FilterStatus run(String callback, FilterStatus stopped, int... args) {
        if (vm().isFailed()) {
            return failed(stopped);
        }
        if (!vm().has(callback)) {
            return FilterStatus.CONTINUE;
        }
        int[] all = new int[args.length + 1];
        all[0] = id();
        System.arraycopy(args, 0, all, 1, args.length);
        int action = vm().call(this, callback, all);
        stream.returned(callback, action);
        FilterStatus status = vm().isFailed() ? failed(stopped) : convert(action, stopped);
        vm().envoy().trace().add("   = " + status);
        vm().afterCallback();
        return status;
    }

    private FilterStatus convert(int action, FilterStatus stopped) {
        boolean overridden = vm().iterationStopped();
        return switch (stopped) {
            case STOP_ALL_WATERMARK ->
                    FilterStatus.ofHeaders(
                            action, overridden, root.setup().allowOnHeadersStopIteration());
            case STOP_NO_BUFFER -> FilterStatus.ofBody(action, overridden);
            default -> FilterStatus.ofTrailers(action, overridden);
        };
    }

    private FilterStatus failed(FilterStatus stopped) {
        if (bypassed) {
            return FilterStatus.CONTINUE;
        }
        if (localReplySent) {
            return FilterStatus.CONTINUE; // the reply itself, on its way out
        }
        localReplySent = true;
        stream.sendLocalReply(new LocalReply(503, new byte[0], List.of(), 14, "wasm_fail_stream"));
        return stopped;
    }

    /** After the last use of the stream: log, done, delete. */
    void finish() {
        create();
        logging = true;
        vm().call(this, "proxy_on_log", id());
        vm().afterCallback();
        logging = false;
        stream.logged();
        destroyed = true;
        vm().call(this, "proxy_on_done", id());
        vm().afterCallback();
        vm().call(this, "proxy_on_delete", id());
        vm().forget(this);
        vm().afterCallback();
    }

    /** The map that edits go to; asking for trailers in the last body callback makes them. */
    Optional<HeaderMap> mutableMap(int type) {
        return switch (type) {
            case 0 -> request.headers;
            case 1 -> trailersOf(stream.requestHalf(), request);
            case 2 -> response.headers;
            case 3 -> trailersOf(stream.responseHalf(), response);
            default -> Optional.empty();
        };
    }

    private Optional<HeaderMap> trailersOf(Half half, View view) {
        if (view.trailers.isEmpty()
                && view.body.isPresent()
                && endOfStream
                && !destroyed
                && !logging) {
            view.trailers = Optional.of(half.addTrailers());
        }
        return view.trailers;
    }

    /** The map that is read. */
    Optional<List<Header>> constMap(int type) {
        if (logging) {
            return switch (type) {
                case 0 -> stream.requestHalf().headers().map(HeaderMap::list);
                case 2 -> stream.responseHalf().headers().map(HeaderMap::list);
                case 3 -> stream.responseHalf().trailers().map(HeaderMap::list);
                default -> Optional.empty();
            };
        }
        return switch (type) {
            case 0 -> request.headers.map(HeaderMap::list);
            case 1 -> request.trailers.map(HeaderMap::list);
            case 2 -> response.headers.map(HeaderMap::list);
            case 3 -> response.trailers.map(HeaderMap::list);
            default -> root.map(type);
        };
    }

    Optional<BodyBuffer> requestBody() {
        return body(stream.requestHalf());
    }

    Optional<BodyBuffer> responseBody() {
        return body(stream.responseHalf());
    }

    private Optional<BodyBuffer> body(Half half) {
        View view = view(half.side);
        if (view.buffering && half.buffered().isPresent()) {
            return half.buffered();
        }
        if (view.body.isPresent() && view.dangling) {
            throw new GuestTrap(
                    "segmentation fault in Envoy: the "
                            + half.side
                            + " body was touched outside its callback after body action 2 or 3");
        }
        return view.body;
    }

    void continueStream(Side side) {
        vm().defer(
                        () -> {
                            if (!destroyed) {
                                stream.half(side).proceed();
                            }
                        });
        request.headers = Optional.empty();
        request.body = Optional.empty();
        request.trailers = Optional.empty();
    }

    void closeStream(Side side) {
        vm().defer(
                        () ->
                                stream.reset(
                                        side == Side.REQUEST
                                                ? "wasm_close_stream"
                                                : stream.details()));
    }

    void sendLocalReply(LocalReply reply) {
        vm().defer(
                        () -> {
                            if (!localReplySent && !destroyed) {
                                localReplySent = true;
                                stream.sendLocalReply(reply);
                            }
                        });
    }
}
