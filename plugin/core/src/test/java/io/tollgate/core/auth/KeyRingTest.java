package io.tollgate.core.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tollgate.core.config.AuthConfig;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {
    private static final long NOW = 1_000;

    private static KeyRing ring(boolean required, String header) {
        AuthConfig.KeyConfig alice =
                new AuthConfig.KeyConfig(
                        Digests.sha256Hex("k-alice"), "alice", "gold", Long.MAX_VALUE);
        AuthConfig.KeyConfig old =
                new AuthConfig.KeyConfig(Digests.sha256Hex("k-old"), "bob", "", NOW);
        return new KeyRing(
                new AuthConfig(required, List.of(alice, old), header, false, "", List.of()));
    }

    private static RequestHead head(String path, String... headers) {
        return new RequestHead("POST", path, "h", Headers.of(headers));
    }

    private static Caller known(KeyRing.Verdict verdict) {
        return assertInstanceOf(KeyRing.Verdict.Known.class, verdict).caller();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer k-alice",
        "authorization, bearer k-alice",
        "x-api-key, k-alice",
        "api-key, k-alice",
        "x-goog-api-key, k-alice",
        "x-own, k-alice",
        "x-own, Bearer k-alice"
    })
    void readsEveryCarrier(String name, String value) {
        assertEquals(
                new Caller("alice", "gold"),
                known(ring(true, "x-own").identify(head("/v1/x", name, value), "", "", NOW)));
    }

    @ParameterizedTest
    @CsvSource({"/v1/x?key=k-alice", "/v1/x?a=1&key=k-alice", "/v1/x?k%65y=k%2Dalice&b"})
    void readsAKeyFromTheQuery(String path) {
        assertEquals("alice", known(ring(true, "").identify(head(path), "", "", NOW)).consumer());
    }

    @ParameterizedTest
    @CsvSource({"'', No API key", "k-none, not known", "k-old, expired"})
    void refusesWhereAKeyIsRequired(String key, String reason) {
        RequestHead head = key.isEmpty() ? head("/v1/x") : head("/v1/x", "x-api-key", key);
        KeyRing.Verdict verdict = ring(true, "").identify(head, "", "", NOW);
        String message = assertInstanceOf(KeyRing.Verdict.Refused.class, verdict).message();
        assertEquals(true, message.contains(reason), message);
    }

    @Test
    void passesAnyoneWhereNoKeyIsRequired() {
        assertEquals(
                Caller.ANYONE,
                known(ring(false, "").identify(head("/", "api-key", "k-none"), "", "", NOW)));
        assertEquals(
                new Caller("carol", ""),
                known(ring(false, "").identify(head("/"), "carol", "", NOW)));
    }

    @Test
    void remembersTheCallerWhenTheKeyIsGone() {
        Caller alice = new Caller("alice", "gold");
        assertEquals(alice, known(ring(true, "").identify(head("/"), "", alice.remembered(), NOW)));
    }

    @Test
    void stripsEveryCarrierAndNothingElse() {
        RequestHead head =
                head(
                        "/v1/x?a=1&key=s&b=2",
                        "authorization",
                        "Bearer s",
                        "x-api-key",
                        "s",
                        "x-own",
                        "s",
                        "x-other",
                        "1");
        Stripped stripped = ring(true, "x-own").strip(head);
        assertEquals(List.of("x-own", "authorization", "x-api-key"), stripped.headers());
        assertEquals(Optional.of("/v1/x?a=1&b=2"), stripped.path());
    }

    @Test
    void leavesCredentialsAloneThatAreNotForUs() {
        RequestHead signed = head("/", "authorization", "AWS4-HMAC-SHA256 Credential=x");
        assertEquals(List.of(), ring(true, "").strip(signed).headers());
        KeyRing none = new KeyRing(new AuthConfig(false, List.of(), "", false, "", List.of()));
        assertEquals(Stripped.NOTHING, none.strip(head("/?key=a", "x-api-key", "provider")));
    }
}
