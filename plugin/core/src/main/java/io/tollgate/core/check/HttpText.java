package io.tollgate.core.check;

// lint: JVM only

import io.tollgate.core.http.Header;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A request in the words of HTTP/1.1, from a file that somebody wrote by hand: lines may end as
 * they like.
 */
final class HttpText {
    private final RequestHead head;
    private final byte[] body;

    private HttpText(RequestHead head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    RequestHead head() {
        return head;
    }

    byte[] body() {
        return body;
    }

    static HttpText parse(byte[] file) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            int end = at;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            String line = new String(file, at, end - at, StandardCharsets.UTF_8).stripTrailing();
            at = Math.min(end + 1, file.length);
            if (line.isEmpty()) {
                break;
            }
            lines.add(line);
        }
        return new HttpText(head(lines), Arrays.copyOfRange(file, at, file.length));
    }

    private static RequestHead head(List<String> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0);
        int space = first.indexOf(' ');
        int second = first.indexOf(' ', space + 1);
        int end = second < 0 ? first.length() : second;
        String path = space < 0 ? "" : first.substring(space + 1, end);
        String method = path.startsWith("/") ? first.substring(0, space) : "";
        List<Header> headers = fields(lines.subList(Math.min(1, lines.size()), lines.size()));
        String authority = new Headers(headers).first("host").orElse("");
        headers.add(0, new Header(":method", method));
        headers.add(1, new Header(":path", path));
        headers.add(2, new Header(":authority", authority));
        return new RequestHead(method, path, authority, new Headers(headers));
    }

    private static List<Header> fields(List<String> lines) {
        List<Header> headers = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                headers.add(new Header(name, line.substring(colon + 1).strip()));
            }
        }
        return headers;
    }
}
