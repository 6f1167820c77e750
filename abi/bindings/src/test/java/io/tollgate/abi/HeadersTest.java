package io.tollgate.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.host.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HeadersTest {
    private final FakeHost host = new FakeHost();
    private final Scripted plugin = new Scripted();
    private final Vm vm = new Vm(host, setup -> plugin);

    @BeforeEach
    void start() {
        vm.onContextCreate(1, 0);
        vm.onConfigure(1);
        vm.onContextCreate(2, 1);
        host.maps.put(
                HostPort.REQUEST_HEADERS,
                new ArrayList<>(
                        List.of(
                                new Header(":path", "/v1"),
                                new Header("accept", "a"),
                                new Header("accept", "b"))));
    }

    private void atHeaders(Consumer<RequestHead> check) {
        plugin.on(
                "onRequestHeaders",
                event -> {
                    check.accept((RequestHead) event);
                    return HeadersAction.CONTINUE;
                });
        vm.onRequestHeaders(2, true);
        assertEquals(List.of(), host.logs);
        assertEquals(0, host.liveBlocks());
    }

    @Test
    void aSnapshotOutlivesItsCallbackAndMakesTextsOfWhatIsAskedFor() {
        host.maps.get(HostPort.REQUEST_HEADERS).add(new Header("x-name", "Dvořák"));
        List<HeaderSnapshot> kept = new ArrayList<>();
        atHeaders(head -> kept.add(head.headers().snapshot()));
        host.maps.remove(HostPort.REQUEST_HEADERS);
        HeaderSnapshot all = kept.get(0);
        assertEquals(4, all.size());
        assertEquals("accept", all.name(2));
        assertEquals("b", all.value(2));
        assertEquals(Optional.of("a"), all.first("accept"));
        assertEquals(Optional.of("Dvořák"), all.first("x-name"));
        assertEquals(Optional.empty(), all.first("accepts"));
        assertTrue(all.contains(":path"));
        assertFalse(all.contains(":pat"));
        assertTrue(all.mentions("name") && all.mentions(":path") && all.mentions("ccep"));
        assertFalse(all.mentions("paths") || all.mentions("/v1"), "names only");
        assertEquals(List.of("getHeaders 0"), host.calls);
    }

    @Test
    void theFirstReadAsksForOneAndTheSecondForAll() {
        atHeaders(
                head -> {
                    assertEquals("/v1", head.path());
                    assertEquals(Optional.of("a"), head.headers().first("Accept"));
                    assertEquals(Optional.empty(), head.headers().first("x-none"));
                    assertEquals(List.of("a", "b"), head.headers().all("accept"));
                    assertEquals(3, head.headers().size());
                    assertEquals(22, head.headers().byteSize());
                    assertTrue(head.headers().contains(":PATH"));
                    assertEquals("", head.method());
                });
        assertEquals(List.of("getHeader 0 :path", "getHeaders 0", "getHeadersSize 0"), host.calls);
    }

    @Test
    void changesAreSeenByLaterReads() {
        atHeaders(
                head -> {
                    MutableHeaders headers = head.headers();
                    headers.first("accept");
                    headers.first("accept");
                    headers.set("X-A", "1").add("x-a", "2").remove("Accept");
                    assertEquals(List.of("1", "2"), headers.all("x-a"));
                    assertFalse(headers.contains("accept"));
                    headers.replaceAll(List.of(new Header("only", "one")));
                    assertEquals(List.of(new Header("only", "one")), headers.toList());
                });
    }

    @Test
    void tooManyHeadersAreRefusedHere() {
        atHeaders(
                head -> {
                    List<Header> many = new ArrayList<>();
                    for (int i = 0; i < 1025; i++) {
                        many.add(new Header("h" + i, ""));
                    }
                    assertThrows(
                            IllegalArgumentException.class, () -> head.headers().replaceAll(many));
                });
        assertFalse(host.called("setHeaders"));
    }

    @Test
    void headersOutOfReachNameTheCallback() {
        host.maps.clear();
        plugin.onError = ErrorAction.CONTINUE;
        plugin.on("onRequestBody", event -> plugin.stream.requestHeaders().first("accept"));
        vm.onRequestBody(2, 1, false);
        assertTrue(host.logs.get(0).contains("BAD_ARGUMENT in onRequestBody"), host.logs.get(0));
    }

    @Test
    void theStatusIsANumber() {
        host.maps.put(HostPort.RESPONSE_HEADERS, List.of(new Header(":status", "429")));
        List<Integer> seen = new ArrayList<>();
        plugin.on(
                "onResponseHeaders",
                event -> {
                    seen.add(((ResponseHead) event).status());
                    return HeadersAction.CONTINUE;
                });
        vm.onResponseHeaders(2, false);
        assertEquals(List.of(429), seen);
    }

    @Test
    void changesThroughAnotherObjectAreSeen() {
        atHeaders(
                head -> {
                    head.headers().first("accept");
                    head.headers().first("accept");
                    plugin.stream.requestHeaders().set("accept", "c");
                    assertEquals(Optional.of("c"), head.headers().first("accept"));
                    plugin.stream.requestHeaders().remove("accept");
                    assertFalse(head.headers().contains("accept"));
                });
    }
}
