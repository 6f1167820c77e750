package io.tollgate.conformance;

import io.tollgate.abi.Block;
import io.tollgate.abi.Body;
import io.tollgate.abi.BodyAction;
import io.tollgate.abi.ErrorAction;
import io.tollgate.abi.Header;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.LocalReply;
import io.tollgate.abi.MutableHeaders;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.ResponseHead;
import io.tollgate.abi.StreamSummary;
import io.tollgate.abi.TrailersAction;
import io.tollgate.abi.callout.GrpcResult;
import io.tollgate.abi.callout.HttpCall;
import io.tollgate.abi.callout.HttpResult;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.List;

/** One stream: what the header {@code x-do} names is done. */
final class WorkoutFilter implements HttpFilter {
    /** More than a loaded machine needs: an answer that comes is never waited for as long. */
    static final int PATIENCE_MILLIS = 30_000;

    private static final int SHORT_MILLIS = 300;

    private final WorkoutPlugin plugin;
    private final HttpStream stream;
    private final List<Block> kept = new ArrayList<>();
    private String task = "";
    private boolean begun;

    WorkoutFilter(WorkoutPlugin plugin, HttpStream stream) {
        this.plugin = plugin;
        this.stream = stream;
    }

    @Override
    public HeadersAction onRequestHeaders(RequestHead head) {
        task = head.headers().first("x-do").orElse("");
        switch (task) {
            case "calls" -> reply(new HostCalls(plugin.setup(), stream).observe());
            case "foreign" -> reply(HostCalls.asked(stream));
            case "own", "copy", "hold", "append" -> head.headers().remove("content-length");
            case "throw" -> throw new IllegalStateException("asked to");
            case "throw-pass" -> divide(head.headers().all("x-none").size());
            case "queue" -> plugin.jobs().offer(Utf8.encode("job"));
            case "replace" -> addByReplacing(head.headers());
            case "reset" -> stream.reset();
            case "grpc-leave" -> GrpcTasks.open(stream.callouts(), "Hang", plugin::tell);
            case "grpc-root" -> GrpcTasks.open(plugin.setup().callouts(), "Later", plugin::tell);
            default -> {
                return ask() ? HeadersAction.PAUSE : HeadersAction.CONTINUE;
            }
        }
        return HeadersAction.CONTINUE;
    }

    private boolean ask() {
        if (task.startsWith("http")) {
            askHttp();
        } else if (task.equals("grpc-hang")) {
            GrpcTasks.open(stream.callouts(), "Hang", plugin::tell);
        } else if (task.equals("grpc-stream")) {
            GrpcTasks.stream(stream.callouts(), this::reply);
        } else if (task.startsWith("grpc")) {
            stream.callouts().send(GrpcTasks.unary(task), result -> reply(text(result)));
        } else {
            return false;
        }
        return true;
    }

    private static void addByReplacing(MutableHeaders headers) {
        List<Header> all = headers.toList();
        all.add(new Header("x-replaced", "yes"));
        headers.replaceAll(all);
    }

    @Override
    public TrailersAction onRequestTrailers(MutableHeaders trailers) {
        trailers.set("x-seen", trailers.first("x-t").orElse("none"));
        if (task.equals("hold-trailers")) {
            askThen(stream::resumeRequest);
            return TrailersAction.PAUSE;
        }
        return TrailersAction.CONTINUE;
    }

    @Override
    public TrailersAction onResponseTrailers(MutableHeaders trailers) {
        trailers.add("x-count", String.valueOf(trailers.size()));
        return TrailersAction.CONTINUE;
    }

    @Override
    public BodyAction onRequestBody(Body body) {
        return switch (task) {
            case "own", "copy" -> ownCopy(body);
            case "hold" -> hold(body);
            case "late" -> throw new IllegalStateException("asked to");
            default -> BodyAction.CONTINUE;
        };
    }

    @Override
    public HeadersAction onResponseHeaders(ResponseHead head) {
        head.headers().set("x-status", String.valueOf(head.status()));
        if (task.equals("misuse")) {
            plugin.setup().log().info("misused " + Misuse.inResponseHeaders(stream));
        }
        if (task.equals("append") || task.equals("replace")) {
            head.headers().remove("content-length");
        }
        return HeadersAction.CONTINUE;
    }

    @Override
    public BodyAction onResponseBody(Body body) {
        if (task.equals("replace")) {
            if (!body.endOfStream()) {
                return BodyAction.PAUSE_AND_BUFFER;
            }
            body.replaceAll(Utf8.encode("instead of " + body.available()));
        }
        if (task.equals("append")) {
            if (!begun) {
                body.prepend(Utf8.encode("<"));
                begun = true;
            }
            if (body.endOfStream()) {
                body.append(Utf8.encode(">"));
            }
        }
        return BodyAction.CONTINUE;
    }

    @Override
    public void onLog(StreamSummary summary) {
        plugin.logs().increment(1);
        if (task.equals("misuse")) {
            plugin.setup().log().info("misused " + Misuse.inLog(plugin.setup(), stream));
        }
        summary.filterState()
                .put("log", task + " " + summary.responseHeaders().first(":status").orElse("none"));
        if (task.equals("charge")) {
            charge();
        }
    }

    private void charge() {
        PluginSetup setup = plugin.setup();
        HttpCall call = HttpCall.post("service", "/charge").authority("a");
        setup.callouts()
                .send(
                        call.timeoutMillis(PATIENCE_MILLIS),
                        result -> setup.metrics().counter("workout.charged").increment(1));
    }

    @Override
    public ErrorAction onError(String callback, Throwable error) {
        plugin.errors().increment(1);
        return task.equals("throw-pass") ? ErrorAction.CONTINUE : ErrorAction.REPLY_500;
    }

    private static int divide(int zero) {
        return 1 / zero;
    }

    private void askHttp() {
        boolean unknown = task.equals("http-unknown");
        HttpCall call =
                HttpCall.get(
                        unknown ? "nobody" : "service",
                        task.equals("http-slow") ? "/slow" : "/ask");
        if (!task.equals("http-headless")) {
            call.authority("a");
        }
        call.timeoutMillis(task.equals("http-slow") ? SHORT_MILLIS : PATIENCE_MILLIS);
        stream.callouts().send(call, result -> reply(text(result)));
    }

    private static String text(HttpResult result) {
        if (result instanceof HttpResult.Response response) {
            return response.status()
                    + " "
                    + response.body().text()
                    + " "
                    + response.headers().first("x-is").orElse("")
                    + response.trailers().first("x-is").orElse("");
        }
        HttpResult.Failure failure = (HttpResult.Failure) result;
        return "failure sent=" + failure.sent();
    }

    private static String text(GrpcResult result) {
        return result instanceof GrpcResult.Message message
                ? "message " + message.bytes().text()
                : GrpcTasks.text((GrpcResult.Failure) result);
    }

    private BodyAction ownCopy(Body body) {
        if (body.available() > 0) {
            kept.add(body.block());
            body.drop(body.available());
        }
        if (!body.endOfStream()) {
            return BodyAction.PAUSE_WITHOUT_BUFFER;
        }
        body.append(kept);
        for (Block block : kept) {
            block.free();
        }
        if (task.equals("copy")) {
            body.bytes();
        }
        return BodyAction.CONTINUE;
    }

    /** Held until a service has answered, then changed from its callback. */
    private BodyAction hold(Body body) {
        if (body.endOfStream()) {
            askThen(
                    () -> {
                        stream.requestBody().append(Utf8.encode("+"));
                        stream.resumeRequest();
                    });
        }
        return BodyAction.PAUSE_AND_BUFFER;
    }

    private void askThen(Runnable next) {
        HttpCall call =
                HttpCall.get("service", "/ask").authority("a").timeoutMillis(PATIENCE_MILLIS);
        stream.callouts().send(call, result -> next.run());
    }

    private void reply(String text) {
        stream.reply(
                LocalReply.of(200)
                        .header("content-type", "text/plain")
                        .body(Utf8.encode(text))
                        .details("workout"));
    }
}
