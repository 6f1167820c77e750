package io.tollgate.testkit.host;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Step;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an HTTP callout gets in the end, and when. Envoy collects the whole answer; where no headers
 * have come it answers by itself, and what breaks off behind the headers is a failure without any.
 *
 * @param message what has come
 * @param headersAt when its headers came; absent if none did
 * @param endAt when it ended; absent if it never does
 * @param whole false if it broke off
 */
record HttpReply(
        HttpMessage message,
        Optional<Duration> headersAt,
        Optional<Duration> endAt,
        boolean whole) {
    static HttpReply of(Answer answer, boolean http2) {
        Duration at = answer.delay();
        Optional<Duration> headersAt = answer.status() > 0 ? Optional.of(at) : Optional.empty();
        List<Header> trailers = List.of();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<Header> fields = fields(answer, http2);
        for (Step step : answer.steps()) {
            if (step instanceof Step.Chunk chunk) {
                body.writeBytes(chunk.bytes());
            } else if (step instanceof Step.Wait wait) {
                at = at.plus(wait.time());
            } else if (step instanceof Step.Trailers last) {
                trailers = last.fields();
            } else {
                return new HttpReply(
                        message(fields, body, trailers), headersAt, broken(step, at), false);
            }
        }
        return new HttpReply(message(fields, body, trailers), headersAt, Optional.of(at), true);
    }

    private static List<Header> fields(Answer answer, boolean http2) {
        List<Header> fields = Wire.scripted(answer, http2);
        fields.add(new Header(Wire.SERVICE_TIME, Long.toString(answer.delay().toMillis())));
        return fields;
    }

    private static Optional<Duration> broken(Step step, Duration at) {
        return step instanceof Step.Silence ? Optional.empty() : Optional.of(at);
    }

    private static HttpMessage message(
            List<Header> fields, ByteArrayOutputStream body, List<Header> trailers) {
        return new HttpMessage(fields, body.toByteArray(), trailers);
    }

    /** What the callout gets if it waits so long at most; nothing at all is a failure. */
    Optional<HttpMessage> within(Duration limit) {
        if (endAt.isPresent() && endAt.get().compareTo(limit) < 0) {
            return whole ? Optional.of(message) : broken("connection termination");
        }
        boolean started = headersAt.isPresent() && headersAt.get().compareTo(limit) < 0;
        return started ? Optional.empty() : Optional.of(local("504", "upstream request timeout"));
    }

    private Optional<HttpMessage> broken(String reason) {
        return headersAt.isPresent()
                ? Optional.empty()
                : Optional.of(local("503", Wire.NO_HEADERS + reason));
    }

    static HttpMessage refused() {
        return local("503", Wire.NO_HEADERS + "remote connection failure");
    }

    private static HttpMessage local(String status, String body) {
        byte[] bytes = Pairs.utf8(body);
        List<Header> fields = new ArrayList<>();
        fields.add(new Header(":status", status));
        fields.add(new Header("content-length", Integer.toString(bytes.length)));
        fields.add(new Header("content-type", "text/plain"));
        return new HttpMessage(fields, bytes, List.of());
    }
}
