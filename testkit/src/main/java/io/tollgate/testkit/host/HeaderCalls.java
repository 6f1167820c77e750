package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Header maps. */
public final class HeaderCalls {
    private static final int LAST_MAP = 7;
    private final Vm vm;

    HeaderCalls(Vm vm) {
        this.vm = vm;
    }

    private Optional<List<Header>> read(int map) {
        return vm.effective()
                .flatMap(
                        context ->
                                context instanceof StreamContext stream
                                        ? stream.constMap(map)
                                        : context.root().map(map));
    }

    private Optional<HeaderMap> write(int map) {
        return vm.effective()
                .flatMap(
                        context ->
                                context instanceof StreamContext stream
                                        ? stream.mutableMap(map)
                                        : Optional.empty());
    }

    private boolean logging() {
        return vm.effective()
                .map(c -> c instanceof StreamContext stream && stream.logging())
                .orElse(false);
    }

    /** proxy_get_header_map_size. */
    public Reply byteSize(int map) {
        Reply reply =
                known(map)
                        ? write(map)
                                .map(m -> Reply.number(m.byteSize()))
                                .orElse(Reply.failed(Reply.BAD_ARGUMENT))
                        : Reply.failed(Reply.BAD_ARGUMENT);
        return HostCalls.traced(vm, reply, "proxy_get_header_map_size", map);
    }

    /** proxy_get_header_map_pairs: serialised. */
    public Reply pairs(int map) {
        Reply reply =
                known(map)
                        ? Reply.ok(Pairs.encode(read(map).orElse(List.of())))
                        : Reply.failed(Reply.BAD_ARGUMENT);
        return HostCalls.traced(vm, reply, "proxy_get_header_map_pairs", map);
    }

    /** proxy_set_header_map_pairs: serialised. */
    public Reply setPairs(int map, byte[] pairs) {
        return edit(
                "proxy_set_header_map_pairs", map, "", "", m -> m.replaceAll(Pairs.decode(pairs)));
    }

    /** proxy_get_header_map_value. */
    public Reply value(int map, String name) {
        return HostCalls.traced(vm, find(map, name), "proxy_get_header_map_value", map, name);
    }

    private Reply find(int map, String name) {
        Optional<List<Header>> fields = known(map) ? read(map) : Optional.empty();
        if (fields.isEmpty()) {
            return Reply.failed(logging() ? Reply.NOT_FOUND : Reply.BAD_ARGUMENT);
        }
        String key = new Header(name, "").name();
        return fields.get().stream()
                .filter(h -> h.name().equals(key))
                .findFirst()
                .map(h -> Reply.ok(h.value()))
                .orElse(Reply.failed(Reply.NOT_FOUND));
    }

    /** proxy_add_header_map_value. */
    public Reply add(int map, String name, String value) {
        return edit("proxy_add_header_map_value", map, name, value, m -> m.add(name, value));
    }

    /** proxy_replace_header_map_value. */
    public Reply replace(int map, String name, String value) {
        return edit("proxy_replace_header_map_value", map, name, value, m -> m.set(name, value));
    }

    /** proxy_remove_header_map_value. */
    public Reply remove(int map, String name) {
        return edit("proxy_remove_header_map_value", map, name, "", m -> m.remove(name));
    }

    private Reply edit(
            String call, int map, String name, String value, Consumer<HeaderMap> change) {
        Optional<HeaderMap> target = known(map) ? write(map) : Optional.empty();
        target.ifPresent(change);
        return HostCalls.traced(
                vm,
                target.isPresent() ? Reply.ok() : Reply.failed(Reply.BAD_ARGUMENT),
                call,
                map,
                name,
                value);
    }

    private static boolean known(int map) {
        return map >= 0 && map <= LAST_MAP;
    }
}
