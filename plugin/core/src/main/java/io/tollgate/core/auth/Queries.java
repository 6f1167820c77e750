package io.tollgate.core.auth;

import java.util.Optional;

/** Parameters of a path's query. */
final class Queries {
    private Queries() {}

    /** The first value under a name, percent-decoded. */
    static Optional<String> value(String path, String name) {
        int at = path.indexOf('?') + 1;
        while (at > 0 && at <= path.length()) {
            int end = end(path, at);
            if (isNamed(path, at, end, name)) {
                int equals = path.indexOf('=', at);
                return Optional.of(
                        equals < 0 || equals > end ? "" : decode(path.substring(equals + 1, end)));
            }
            at = end < path.length() ? end + 1 : 0;
        }
        return Optional.empty();
    }

    /** The path without any parameter of the name; everything else as it came. */
    static String without(String path, String name) {
        int query = path.indexOf('?');
        if (query < 0 || value(path, name).isEmpty()) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.substring(0, query));
        char separator = '?';
        int at = query + 1;
        while (at <= path.length()) {
            int end = end(path, at);
            if (!isNamed(path, at, end, name)) {
                out.append(separator).append(path, at, end);
                separator = '&';
            }
            at = end + 1;
        }
        return out.toString();
    }

    private static int end(String path, int from) {
        int amp = path.indexOf('&', from);
        return amp < 0 ? path.length() : amp;
    }

    /** Names may be percent-encoded too: {@code k%65y} is {@code key} to the provider. */
    private static boolean isNamed(String path, int from, int to, String name) {
        int equals = path.indexOf('=', from);
        int end = equals < 0 || equals > to ? to : equals;
        return decode(path.substring(from, end)).equals(name);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int high =
                    text.charAt(i) == '%' && i + 2 < text.length() ? digit(text.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : digit(text.charAt(i + 2));
            if (low < 0) {
                out.append(text.charAt(i));
            } else {
                out.append((char) (high << 4 | low)); // keys are ASCII
                i += 2;
            }
        }
        return out.toString();
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
