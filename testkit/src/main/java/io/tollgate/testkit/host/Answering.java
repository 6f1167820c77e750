package io.tollgate.testkit.host;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Header;
import io.tollgate.testkit.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The scripted upstream playing one answer to the stream. */
final class Answering {
    private final Router router;
    private final HttpStream stream;
    private final Answer answer;
    private final boolean http2;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private long left;
    private boolean ended;
    private boolean readDisabled;

    Answering(Router router, HttpStream stream, Answer answer, boolean http2) {
        this.router = router;
        this.stream = stream;
        this.answer = answer;
        this.http2 = http2;
        left = http2 ? -1 : answer.length().orElse(-1);
    }

    private EventLoop loop() {
        return stream.envoy().loop();
    }

    private boolean over() {
        return ended || router.cancelled();
    }

    void start() {
        if (over()) {
            return;
        }
        if (answer.status() > 0) {
            headers();
        }
        steps(0);
    }

    private void headers() {
        List<Header> fields = Wire.scripted(answer, http2);
        long millis = (loop().nanos() - stream.info().start) / 1_000_000;
        fields.add(new Header(Wire.SERVICE_TIME, Long.toString(millis)));
        stream.info().details = "via_upstream";
        boolean bodiless = !answer.mayHaveBody() || stream.info().method.equals("HEAD");
        ended = bodiless || left == 0 || (http2 && answer.steps().isEmpty());
        stream.responseHalf().receiveHeaders(new HeaderMap(fields), ended);
        if (answer.steps().isEmpty() && left < 0) {
            loop().post(this::end);
        }
    }

    private void steps(int next) {
        if (over() || next == answer.steps().size()) {
            return;
        }
        if (readDisabled) {
            held.add(() -> steps(next));
            return;
        }
        Step step = answer.steps().get(next);
        boolean last = next == answer.steps().size() - 1;
        if (step instanceof Step.Silence) {
            return;
        }
        Duration pause = step instanceof Step.Wait wait ? wait.time() : Duration.ZERO;
        play(step, last);
        loop().schedule(pause, () -> after(step, last, next));
    }

    private void play(Step step, boolean last) {
        if (step instanceof Step.Chunk chunk) {
            boolean withEnd = last && http2;
            ended = withEnd;
            stream.responseHalf().receiveData(chunk.bytes(), withEnd);
            if (left > 0) {
                left = Math.max(0, left - chunk.bytes().length);
            }
        } else if (step instanceof Step.Trailers trailers) {
            ended = true;
            stream.responseHalf().receiveTrailers(new HeaderMap(trailers.fields()));
        } else if (step instanceof Step.Reset) {
            router.aborted();
        }
    }

    /** HTTP/1.1: the filter sees the end as an empty chunk of its own, behind the last bytes. */
    private void after(Step step, boolean last, int index) {
        boolean whole = left == 0 || (left < 0 && last && answer.status() > 0);
        if (whole && !(step instanceof Step.Reset)) {
            end();
        } else {
            steps(index + 1);
        }
    }

    private void end() {
        if (!over()) {
            ended = true;
            stream.responseHalf().receiveData(new byte[0], true);
        }
    }

    void readDisable(boolean disable) {
        readDisabled = disable;
        while (!disable && !held.isEmpty()) {
            loop().post(held.remove());
        }
    }
}
