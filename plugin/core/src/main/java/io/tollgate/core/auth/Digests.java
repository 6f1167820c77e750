package io.tollgate.core.auth;

import java.nio.charset.StandardCharsets;

/** Digests of keys: a key itself is kept nowhere. */
public final class Digests {
    private static final String HEX = "0123456789abcdef";

    private Digests() {}

    /** SHA-256 of the text's UTF-8 bytes in lower-case hex. */
    public static String sha256Hex(String text) {
        byte[] digest = new Sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder out = new StringBuilder(64);
        for (byte b : digest) {
            out.append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
        return out.toString();
    }
}
