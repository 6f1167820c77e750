package io.tollgate.testkit.engine;

import io.tollgate.testkit.host.BufferCalls;
import io.tollgate.testkit.host.CalloutCalls;
import io.tollgate.testkit.host.HeaderCalls;
import io.tollgate.testkit.host.HostCalls;
import io.tollgate.testkit.host.MetricCalls;
import io.tollgate.testkit.host.PropertyCalls;
import io.tollgate.testkit.host.Reply;
import io.tollgate.testkit.host.SharedCalls;
import io.tollgate.testkit.host.StreamCalls;
import io.tollgate.testkit.host.SystemCalls;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code env} imports of ABI 0.2.1: names, types and how arguments lie in memory. */
final class AbiImports {
    /** One import. */
    interface Call {
        long apply(Args args);
    }

    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final HostCalls host;

    AbiImports(HostCalls host) {
        this.host = host;
        system();
        buffers();
        headers();
        streams();
        callouts();
        shared();
        metrics();
        properties();
    }

    Map<String, Call> calls() {
        return calls;
    }

    /** Type of an import, or an empty text for an unknown name. */
    String type(String name) {
        return types.getOrDefault(name, "");
    }

    private void add(String name, String params, Call call) {
        calls.put(name, call);
        types.put(name, params + ":i");
    }

    private void system() {
        SystemCalls s = host.system();
        add("proxy_log", "iii", x -> s.log(x.i(0), x.text(1)).status());
        add("proxy_get_log_level", "i", x -> x.number(s.logLevel(), 0));
        add("proxy_get_current_time_nanoseconds", "i", x -> x.number64(s.now(), 0));
        add("proxy_set_tick_period_milliseconds", "i", x -> s.tickPeriod(x.i(0)).status());
        add("proxy_set_effective_context", "i", x -> s.effectiveContext(x.i(0)).status());
        add("proxy_done", "", x -> s.done().status());
    }

    private void buffers() {
        BufferCalls b = host.buffers();
        add("proxy_get_buffer_bytes", "iiiii", x -> x.block(b.get(x.i(0), x.i(1), x.i(2)), 3));
        add("proxy_get_buffer_status", "iii", this::bufferStatus);
        add(
                "proxy_set_buffer_bytes",
                "iiiii",
                x -> b.set(x.i(0), x.i(1), x.i(2), x.bytes(3)).status());
    }

    private long bufferStatus(Args x) {
        long status = x.number(host.buffers().size(x.i(0)), 1);
        return status == Reply.OK ? x.number(Reply.number(0), 2) : status;
    }

    private void headers() {
        HeaderCalls h = host.headers();
        add("proxy_get_header_map_size", "ii", x -> x.number(h.byteSize(x.i(0)), 1));
        add("proxy_get_header_map_pairs", "iii", x -> x.block(h.pairs(x.i(0)), 1));
        add("proxy_set_header_map_pairs", "iii", x -> h.setPairs(x.i(0), x.bytes(1)).status());
        add("proxy_get_header_map_value", "iiiii", x -> x.block(h.value(x.i(0), x.text(1)), 3));
        add(
                "proxy_add_header_map_value",
                "iiiii",
                x -> h.add(x.i(0), x.text(1), x.text(3)).status());
        add(
                "proxy_replace_header_map_value",
                "iiiii",
                x -> h.replace(x.i(0), x.text(1), x.text(3)).status());
        add("proxy_remove_header_map_value", "iii", x -> h.remove(x.i(0), x.text(1)).status());
    }

    private void streams() {
        StreamCalls s = host.streams();
        add("proxy_continue_stream", "i", x -> s.proceed(x.i(0)).status());
        add("proxy_close_stream", "i", x -> s.close(x.i(0)).status());
        add(
                "proxy_send_local_response",
                "iiiiiiii",
                x -> s.reply(x.i(0), x.text(1), x.bytes(3), x.bytes(5), x.i(7)).status());
    }

    private void callouts() {
        CalloutCalls c = host.callouts();
        add("proxy_http_call", "iiiiiiiiii", x -> x.number(http(x), 9));
        add("proxy_grpc_call", "iiiiiiiiiiii", x -> x.number(grpc(x), 11));
        add("proxy_grpc_stream", "iiiiiiiii", x -> x.number(stream(x), 8));
        add("proxy_grpc_send", "iiii", x -> c.send(x.i(0), x.bytes(1), x.i(3) != 0).status());
        add("proxy_grpc_cancel", "i", x -> c.cancel(x.i(0)).status());
        add("proxy_grpc_close", "i", x -> c.close(x.i(0)).status());
        add("proxy_get_status", "iii", x -> x.number(c.status(), 0) + x.block(c.status(), 1));
    }

    private Reply http(Args x) {
        return host.callouts().http(x.text(0), x.bytes(2), x.bytes(4), x.bytes(6), x.i(8));
    }

    private Reply grpc(Args x) {
        return host.callouts()
                .grpc(x.bytes(0), x.text(2), x.text(4), x.bytes(6), x.bytes(8), x.i(10));
    }

    private Reply stream(Args x) {
        return host.callouts().stream(x.bytes(0), x.text(2), x.text(4), x.bytes(6));
    }

    private void shared() {
        SharedCalls s = host.shared();
        add("proxy_get_shared_data", "iiiii", this::sharedData);
        add("proxy_set_shared_data", "iiiii", x -> s.set(x.text(0), x.bytes(2), x.i(4)).status());
        add("proxy_register_shared_queue", "iii", x -> x.number(s.register(x.text(0)), 2));
        add(
                "proxy_resolve_shared_queue",
                "iiiii",
                x -> x.number(s.resolve(x.text(0), x.text(2)), 4));
        add("proxy_enqueue_shared_queue", "iii", x -> s.enqueue(x.i(0), x.bytes(1)).status());
        add("proxy_dequeue_shared_queue", "iii", x -> x.block(s.dequeue(x.i(0)), 1));
    }

    private long sharedData(Args x) {
        Reply reply = host.shared().get(x.text(0));
        long status = x.block(reply, 2);
        return status == Reply.OK ? x.number(reply, 4) : status;
    }

    private void metrics() {
        MetricCalls s = host.metrics();
        add("proxy_define_metric", "iiii", x -> x.number(s.define(x.i(0), x.text(1)), 3));
        add("proxy_increment_metric", "iI", x -> s.increment(x.i(0), x.wide(1)).status());
        add("proxy_record_metric", "iI", x -> s.record(x.i(0), x.wide(1)).status());
        add("proxy_get_metric", "ii", x -> x.number64(s.get(x.i(0)), 1));
    }

    private void properties() {
        PropertyCalls p = host.properties();
        add("proxy_get_property", "iiii", x -> x.block(p.get(x.text(0)), 2));
        add("proxy_set_property", "iiii", x -> p.set(x.text(0), x.bytes(2)).status());
        add("proxy_call_foreign_function", "iiiiii", this::foreign);
    }

    private long foreign(Args x) {
        Reply reply = host.properties().foreign(x.text(0), x.bytes(2));
        boolean unwanted = x.i(4) == 0 || x.i(5) == 0;
        return unwanted ? reply.status() : x.block(reply, 4);
    }
}
