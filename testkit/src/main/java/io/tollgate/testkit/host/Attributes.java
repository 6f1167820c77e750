package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import io.tollgate.testkit.Setup;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of proxy_get_property, in their serialised form. */
final class Attributes {
    private static final int MAX_DEPTH = 8;

    private Attributes() {}

    static Optional<byte[]> get(Context context, String path) {
        String[] parts = path.split("\0", MAX_DEPTH);
        Optional<byte[]> own = ofPlugin(context, parts[0]);
        if (own.isPresent() || !(context instanceof StreamContext stream)) {
            return own;
        }
        String rest = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "request" -> request(stream.stream(), parts, rest);
            case "response" -> response(stream.stream(), parts, rest);
            case "source" -> address(rest, "127.0.0.1:40000");
            case "destination" -> address(rest, "127.0.0.1:10000");
            case "connection" -> connection(rest);
            case "upstream" -> upstream(stream.stream(), rest);
            case "xds" -> xds(stream, rest);
            case "filter_state" -> state(stream, rest);
            case "metadata" -> rest.isEmpty() ? Optional.of(new byte[0]) : Optional.empty();
            default -> state(stream, PropertyStore.PREFIX + parts[0]);
        };
    }

    private static Optional<byte[]> state(StreamContext context, String key) {
        return Optional.ofNullable(context.stream().filterState().get(key));
    }

    private static Optional<byte[]> ofPlugin(Context context, String name) {
        Setup setup = context.root().setup();
        return switch (name) {
            case "plugin_name" -> text(setup.name());
            case "plugin_root_id" -> text(setup.rootId());
            case "plugin_vm_id" -> text(setup.vmId());
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> request(HttpStream stream, String[] parts, String name) {
        Optional<HeaderMap> headers = stream.requestHalf().headers();
        return switch (name) {
            case "path" -> header(headers, ":path");
            case "url_path" -> header(headers, ":path").map(p -> cut(p, '?'));
            case "query" -> text(query(stream.info().path));
            case "host" -> header(headers, ":authority");
            case "scheme" -> header(headers, ":scheme");
            case "method" -> header(headers, ":method");
            case "referer" -> header(headers, "referer");
            case "useragent" -> header(headers, "user-agent");
            case "id" -> header(headers, "x-request-id");
            case "protocol" -> text(stream.http2() ? "HTTP/2" : "HTTP/1.1");
            case "headers" -> fields(headers, parts);
            default -> requestNumber(stream, headers, name);
        };
    }

    private static Optional<byte[]> requestNumber(
            HttpStream stream, Optional<HeaderMap> headers, String name) {
        StreamInfo info = stream.info();
        long headerBytes = headers.map(HeaderMap::byteSize).orElse(0);
        return switch (name) {
            case "headers_bytes" -> number(headerBytes);
            case "size" -> number(declared(headers).orElse(info.requestBytes));
            case "total_size" -> number(headerBytes + info.requestBytes);
            case "time" -> number(nanos(info.startTime));
            case "duration" -> info.end < 0 ? Optional.empty() : number(info.end - info.start);
            default -> Optional.empty();
        };
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static Optional<byte[]> response(HttpStream stream, String[] parts, String name) {
        StreamInfo info = stream.info();
        Optional<HeaderMap> headers = stream.responseHalf().headers();
        long headerBytes = headers.map(HeaderMap::byteSize).orElse(0);
        return switch (name) {
            case "code" -> info.code == 0 ? Optional.empty() : number(info.code);
            case "code_details" -> info.details.isEmpty() ? Optional.empty() : text(info.details);
            case "flags" -> number(info.flags);
            case "headers" -> fields(headers, parts);
            case "trailers" -> fields(stream.responseHalf().trailers(), parts);
            case "headers_bytes" -> number(headerBytes);
            case "size" -> number(info.responseBytes);
            case "total_size" -> number(headerBytes + info.responseBytes);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> connection(String name) {
        return switch (name) {
            case "id" -> number(1);
            case "mtls" -> Optional.of(new byte[] {0});
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> upstream(HttpStream stream, String name) {
        boolean connected = stream.upstream().started();
        return switch (name) {
            case "request_attempt_count" -> number(stream.info().attempts);
            case "address" -> connected ? text("127.0.0.1:20000") : Optional.empty();
            case "port" -> connected ? number(20000) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The route is known from the headers on, its cluster if there is one of that name. */
    private static Optional<byte[]> xds(StreamContext context, String name) {
        StreamInfo info = context.stream().info();
        boolean cluster = info.routed && context.stream().router().knows(info.cluster);
        return switch (name) {
            case "cluster_name" -> cluster ? text(info.cluster) : Optional.empty();
            case "cluster_metadata" -> cluster ? text("") : Optional.empty();
            case "route_name", "route_metadata" -> info.routed ? text("") : Optional.empty();
            case "virtual_host_name" -> text("test");
            case "filter_chain_name" -> text("");
            case "listener_direction" -> number(0);
            default -> throw context.vm().envoy().lacks("property xds." + name);
        };
    }

    private static Optional<byte[]> address(String name, String value) {
        return switch (name) {
            case "address" -> text(value);
            case "port" -> number(Long.parseLong(value.substring(value.indexOf(':') + 1)));
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> header(Optional<HeaderMap> headers, String name) {
        return headers.flatMap(map -> map.first(name)).map(Pairs::utf8);
    }

    /** One header with its values joined by commas, or the whole map. */
    private static Optional<byte[]> fields(Optional<HeaderMap> map, String[] parts) {
        if (map.isEmpty()) {
            return Optional.empty();
        }
        if (parts.length > 2) {
            List<String> values = map.get().all(parts[2]);
            return values.isEmpty() ? Optional.empty() : text(String.join(",", values));
        }
        Map<String, String> joined = new LinkedHashMap<>();
        map.get().list().forEach(h -> joined.merge(h.name(), h.value(), (a, b) -> a + "," + b));
        List<Header> pairs = new ArrayList<>();
        joined.forEach((key, value) -> pairs.add(new Header(key, value)));
        return Optional.of(Pairs.encode(pairs));
    }

    private static Optional<Long> declared(Optional<HeaderMap> headers) {
        return headers.flatMap(map -> map.first("content-length")).map(Long::parseLong);
    }

    private static String query(String path) {
        int mark = path.indexOf('?');
        return mark < 0 ? "" : path.substring(mark + 1);
    }

    private static byte[] cut(byte[] path, char end) {
        int at = 0;
        while (at < path.length && path[at] != end) {
            at++;
        }
        return Arrays.copyOf(path, at);
    }

    private static Optional<byte[]> text(String value) {
        return Optional.of(Pairs.utf8(value));
    }

    private static Optional<byte[]> number(long value) {
        return Optional.of(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }
}
