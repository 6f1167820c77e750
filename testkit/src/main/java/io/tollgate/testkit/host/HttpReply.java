package io.tollgate.testkit.host;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.HttpMessage;
import io.tollgate.testkit.Step;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an HTTP callout gets in the end: Envoy collects the whole answer, and answers itself where
 * there is none.
 */
record HttpReply(HttpMessage message, Duration delay, boolean silent) {
    private static final String RESET =
            "upstream connect error or disconnect/reset before headers. reset reason: ";

    static HttpReply of(Answer answer) {
        Duration delay = answer.delay();
        List<Header> trailers = List.of();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Step step : answer.steps()) {
            if (step instanceof Step.Chunk chunk) {
                body.writeBytes(chunk.bytes());
            } else if (step instanceof Step.Wait wait) {
                delay = delay.plus(wait.time());
            } else if (step instanceof Step.Trailers last) {
                trailers = last.fields();
            } else {
                return broken(delay, step);
            }
        }
        return new HttpReply(
                new HttpMessage(fields(answer), body.toByteArray(), trailers), delay, false);
    }

    private static HttpReply broken(Duration delay, Step step) {
        HttpMessage message = local("503", RESET + "connection termination");
        return new HttpReply(message, delay, step instanceof Step.Silence);
    }

    private static List<Header> fields(Answer answer) {
        List<Header> fields = new ArrayList<>();
        fields.add(new Header(":status", Integer.toString(answer.status())));
        fields.addAll(answer.headers());
        return fields;
    }

    static HttpMessage timedOut() {
        return local("504", "upstream request timeout");
    }

    static HttpMessage refused() {
        return local("503", RESET + "remote connection failure");
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
