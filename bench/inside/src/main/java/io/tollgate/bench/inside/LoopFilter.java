package io.tollgate.bench.inside;

import io.tollgate.abi.Block;
import io.tollgate.abi.Body;
import io.tollgate.abi.BodyAction;
import io.tollgate.abi.Clock;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.LocalReply;
import io.tollgate.abi.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Waits for the body, cuts it into parts of {@code x-part} bytes, runs the loop that {@code x-loop}
 * names {@code x-times} times, answers {@code ns result}: the nanoseconds of the fastest run of
 * each part, added up, as other work on the machine only ever adds.
 */
final class LoopFilter implements HttpFilter {
    private final HttpStream stream;
    private final Loops loops;
    private final Clock clock;
    private String loop = "";
    private int times;
    private int bytes;

    LoopFilter(HttpStream stream, Loops loops, Clock clock) {
        this.stream = stream;
        this.loops = loops;
        this.clock = clock;
    }

    @Override
    public HeadersAction onRequestHeaders(RequestHead head) {
        loop = head.headers().first("x-loop").orElse("copy");
        times = Integer.parseInt(head.headers().first("x-times").orElse("1"));
        bytes = Integer.parseInt(head.headers().first("x-part").orElse("1000000"));
        return HeadersAction.PAUSE;
    }

    @Override
    public BodyAction onRequestBody(Body body) {
        if (!body.endOfStream()) {
            return BodyAction.PAUSE_AND_BUFFER;
        }
        String text = run(body.block()) + "\n";
        stream.reply(LocalReply.of(200).body(text.getBytes(StandardCharsets.UTF_8)));
        return BodyAction.PAUSE_AND_BUFFER;
    }

    private String run(Block block) {
        long[] took = new long[loops.cut(block, bytes)];
        Arrays.fill(took, Long.MAX_VALUE);
        long result = 0;
        for (int i = 0; i < times; i++) {
            result = 0;
            for (int part = 0; part < took.length; part++) {
                long begin = clock.nanos();
                result += loops.run(loop, block, part);
                took[part] = Math.min(took[part], clock.nanos() - begin);
            }
        }
        long sum = 0;
        for (long one : took) {
            sum += one;
        }
        return sum + " " + result;
    }
}
