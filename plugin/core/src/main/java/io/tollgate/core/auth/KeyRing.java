package io.tollgate.core.auth;

import io.tollgate.core.config.AuthConfig;
import io.tollgate.core.http.RequestHead;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells callers by their keys. Keys are compared by digest; the key itself is kept nowhere. */
public final class KeyRing {
    private final AuthConfig config;
    private final Map<String, AuthConfig.KeyConfig> byDigest = new HashMap<>();

    public KeyRing(AuthConfig config) {
        this.config = config;
        for (AuthConfig.KeyConfig key : config.keys()) {
            byDigest.put(key.sha256(), key);
        }
    }

    /** Who calls, or why they may not. */
    public sealed interface Verdict {
        record Known(Caller caller) implements Verdict {}

        record Refused(String message) implements Verdict {}
    }

    /**
     * Who calls.
     *
     * @param identity what another filter says of the caller; empty if nothing
     * @param remembered who it was before an internal redirect, when the key was still there; empty
     *     if nobody
     */
    public Verdict identify(RequestHead head, String identity, String remembered, long nowSeconds) {
        if (!remembered.isEmpty()) {
            return new Verdict.Known(Caller.recall(remembered));
        }
        if (byDigest.isEmpty()) {
            return config.required() && identity.isEmpty() ? missing() : known(identity);
        }
        Optional<String> key = Credential.find(head, config.header());
        if (key.isEmpty()) {
            return config.required() ? missing() : known(identity);
        }
        AuthConfig.KeyConfig found = byDigest.get(Digests.sha256Hex(key.get()));
        if (found == null || found.expiresSeconds() <= nowSeconds) {
            return config.required() ? unknown(found != null) : known(identity);
        }
        String consumer = found.consumer().isEmpty() ? identity : found.consumer();
        return new Verdict.Known(new Caller(consumer, found.product()));
    }

    /**
     * What must go so that no key of ours reaches the provider; nothing where keys are not ours to
     * judge.
     */
    public Stripped strip(RequestHead head) {
        return byDigest.isEmpty() || config.forward()
                ? Stripped.NOTHING
                : Credential.strip(head, config.header());
    }

    private static Verdict known(String consumer) {
        return new Verdict.Known(new Caller(consumer, ""));
    }

    private static Verdict missing() {
        return new Verdict.Refused(
                "No API key was given. Send one as 'authorization: Bearer <key>' or in the header your SDK uses.");
    }

    private static Verdict unknown(boolean expired) {
        return new Verdict.Refused(
                expired ? "The API key has expired." : "The API key is not known here.");
    }
}
