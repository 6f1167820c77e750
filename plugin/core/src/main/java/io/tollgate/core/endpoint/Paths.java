package io.tollgate.core.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Paths as they are compared: without query, percent-decoded once, slashes merged, without the
 * parameters of segments, dot segments resolved.
 */
final class Paths {
    private Paths() {}

    static String clean(String path) {
        return isClean(path) ? path : cleaned(path);
    }

    /** Most paths are, and need no copy. */
    private static boolean isClean(String path) {
        boolean slash = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean marks = c == '?' || c == '#' || c == '%' || c == ';';
            if (marks || (slash && (c == '/' || c == '.')) || (i == 0 && c != '/')) {
                return false;
            }
            slash = c == '/';
        }
        return path.length() == 1 || (path.length() > 1 && !slash);
    }

    private static String cleaned(String path) {
        int end = path.length();
        for (int i = 0; i < end; i++) {
            if (path.charAt(i) == '?' || path.charAt(i) == '#') {
                end = i;
            }
        }
        String plain =
                path.indexOf('%') >= 0 ? decode(path.substring(0, end)) : path.substring(0, end);
        return merge(plain);
    }

    private static String decode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1]) : -1;
            int low = high >= 0 ? hex(bytes[i + 2]) : -1;
            if (low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    private static int hex(byte b) {
        return b >= '0' && b <= '9'
                ? b - '0'
                : (b | 0x20) >= 'a' && (b | 0x20) <= 'f' ? (b | 0x20) - 'a' + 10 : -1;
    }

    private static String merge(String path) {
        StringBuilder out = new StringBuilder(path.length());
        int at = 0;
        while (at < path.length()) {
            int end = path.indexOf('/', at);
            end = end < 0 ? path.length() : end;
            String segment = withoutParameters(path.substring(at, end));
            if (segment.equals("..")) {
                out.setLength(Math.max(out.lastIndexOf("/"), 0));
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                out.append('/').append(segment);
            }
            at = end + 1;
        }
        return out.isEmpty() ? "/" : out.toString();
    }

    /** Servers in Java take {@code chat;x=1} for {@code chat}, and {@code ..;} for a way up. */
    private static String withoutParameters(String segment) {
        int at = segment.indexOf(';');
        return at < 0 ? segment : segment.substring(0, at);
    }
}
