package io.tollgate.conformance;

import io.tollgate.abi.Headers;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.LogLevel;
import io.tollgate.abi.MutableHeaders;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.host.HostCallException;
import io.tollgate.abi.state.Gauge;
import io.tollgate.abi.state.Lifespan;
import io.tollgate.abi.state.SharedQueue;
import io.tollgate.abi.state.Versioned;
import io.tollgate.abi.wire.Utf8;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The host calls that answer at once: one line {@code name=what was seen} each. */
final class HostCalls {
    private final PluginSetup setup;
    private final HttpStream stream;
    private final List<String> seen = new ArrayList<>();

    HostCalls(PluginSetup setup, HttpStream stream) {
        this.setup = setup;
        this.stream = stream;
    }

    String observe() {
        headers(stream.requestHeaders());
        properties();
        filterState();
        shared();
        queues();
        metrics();
        foreign();
        others();
        StringBuilder text = new StringBuilder();
        for (String line : seen) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private void see(String name, Object value) {
        seen.add(name + "=" + value);
    }

    private void headers(MutableHeaders headers) {
        see("header.first", headers.first("X-Twice").orElse("-"));
        see("header.all", String.join("|", headers.all("x-twice")));
        see("header.absent", headers.first("x-none").isPresent());
        see("header.empty", headers.first("x-empty").map(String::length).orElse(-1));
        headers.set("x-set", "1").add("x-set", "2");
        see("header.set", String.join("|", headers.all("x-set")));
        headers.remove("x-set").remove("x-set");
        see("header.removed", headers.contains("x-set"));
        see("header.utf8", headers.set("x-u", "\u00fc").first("x-u").orElse("-"));
        headers.remove("x-u");
        see("header.response", available(stream.responseHeaders()));
        int before = headers.byteSize();
        headers.set("x-size", "123");
        see("header.bytes", headers.byteSize() - before);
        headers.remove("x-size");
    }

    private static String available(Headers headers) {
        try {
            return headers.first("x").isPresent() ? "present" : "absent";
        } catch (HostCallException e) {
            return "status " + e.status();
        }
    }

    private void properties() {
        see("property.path", stream.properties().text("request", "path").orElse("-"));
        see(
                "property.header",
                stream.properties().text("request", "headers", "x-twice").orElse("-"));
        see("property.route", stream.properties().text("xds", "route_name").orElse("-"));
        see("property.code", stream.properties().number("response", "code").isPresent());
        see("property.mtls", stream.properties().flag("connection", "mtls"));
        see("property.unknown", stream.properties().text("no", "such").isPresent());
        see("property.size", stream.properties().number("request", "size").isPresent());
        see("property.root_id", setup.rootId());
        see("property.name", setup.name());
    }

    private void filterState() {
        see("state.put", stream.filterState().put("workout", "seen"));
        see("state.get", stream.filterState().get("workout").map(Utf8::decode).orElse("-"));
        see(
                "state.object",
                stream.filterState()
                        .putObject("envoy.ratelimit.hits_addend", "7", Lifespan.REQUEST));
        see(
                "state.bad",
                stream.filterState()
                        .putObject("envoy.ratelimit.hits_addend", "x", Lifespan.REQUEST));
        see(
                "state.unknown",
                stream.filterState().putObject("no.such.factory", "7", Lifespan.REQUEST));
    }

    private void shared() {
        String key = "workout." + stream.id();
        see("shared.absent", setup.shared().get(key).isPresent());
        see("shared.first", setup.shared().compareAndSet(key, Utf8.encode("one"), 99));
        Optional<Versioned> read = setup.shared().get(key);
        int version = read.map(Versioned::version).orElse(0);
        see("shared.same", setup.shared().compareAndSet(key, Utf8.encode("two"), version));
        see("shared.old", setup.shared().compareAndSet(key, Utf8.encode("three"), version));
        see("shared.value", setup.shared().get(key).map(v -> Utf8.decode(v.value())).orElse("-"));
        setup.shared().put(key, new byte[0]);
        see("shared.empty", setup.shared().get(key).map(v -> v.value().length).orElse(-1));
    }

    private void queues() {
        SharedQueue queue = setup.queues().register("workout", ready -> {});
        see("queue.empty", queue.poll().isPresent());
        queue.offer(Utf8.encode("item"));
        see("queue.poll", queue.poll().map(Utf8::decode).orElse("-"));
        see("queue.resolve", setup.queues().resolve("", "workout").isPresent());
        see("queue.unknown", setup.queues().resolve("", "none").isPresent());
    }

    private void metrics() {
        setup.metrics().counter("workout.counter").increment(5);
        see("metric.counter", setup.metrics().counter("workout.counter").value() > 0);
        Gauge gauge = setup.metrics().gauge("workout.gauge");
        gauge.set(10);
        gauge.add(-3);
        see("metric.gauge", gauge.value());
        setup.metrics().histogram("workout.histogram").record(3);
    }

    private void foreign() {
        see("foreign.route", stream.clearRouteCache());
        byte[] text = Utf8.encode("twice twice");
        see(
                "foreign.zlib",
                stream.foreign()
                        .call("compress", text)
                        .flatMap(packed -> stream.foreign().call("uncompress", packed))
                        .map(Utf8::decode)
                        .orElse("-"));
        see(
                "foreign.expr",
                stream.foreign()
                        .call("expr_create", Utf8.encode("request.path"))
                        .flatMap(this::evaluated)
                        .map(Utf8::decode)
                        .orElse("-"));
        see("foreign.unknown", stream.foreign().call("no_such", text).isPresent());
    }

    private Optional<byte[]> evaluated(byte[] token) {
        Optional<byte[]> value = stream.foreign().call("expr_evaluate", token);
        stream.foreign().call("expr_delete", token);
        see("foreign.expr.deleted", stream.foreign().call("expr_evaluate", token).isEmpty());
        return value;
    }

    /** A function whose name and arguments come with the request. */
    static String asked(HttpStream stream) {
        String name = stream.requestHeaders().first("x-function").orElse("");
        byte[] arguments =
                Base64.getDecoder().decode(stream.requestHeaders().first("x-arguments").orElse(""));
        return stream.foreign()
                .call(name, arguments)
                .map(bytes -> Base64.getEncoder().encodeToString(bytes))
                .orElse("-");
    }

    private void others() {
        see("clock", setup.clock().millis() > 1_700_000_000_000L);
        see("log.info", setup.log().isEnabled(LogLevel.INFO));
        see("log.trace", setup.log().isEnabled(LogLevel.TRACE));
        see("body.refused", refusesBody());
        see("resume.idle", stream.resumeResponse());
    }

    private boolean refusesBody() {
        try {
            stream.requestBody().bytes();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
