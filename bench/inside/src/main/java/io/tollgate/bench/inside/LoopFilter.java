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

/**
 * Waits for the body, runs the loop that {@code x-loop} names {@code x-times} times, answers {@code
 * ns result}.
 */
final class LoopFilter implements HttpFilter {
    private final HttpStream stream;
    private final Loops loops;
    private final Clock clock;
    private String loop = "";
    private int times;

    LoopFilter(HttpStream stream, Loops loops, Clock clock) {
        this.stream = stream;
        this.loops = loops;
        this.clock = clock;
    }

    @Override
    public HeadersAction onRequestHeaders(RequestHead head) {
        loop = head.headers().first("x-loop").orElse("copy");
        times = Integer.parseInt(head.headers().first("x-times").orElse("1"));
        return HeadersAction.PAUSE;
    }

    @Override
    public BodyAction onRequestBody(Body body) {
        if (!body.endOfStream()) {
            return BodyAction.PAUSE_AND_BUFFER;
        }
        Block block = body.block();
        long result = 0;
        long begin = clock.nanos();
        for (int i = 0; i < times; i++) {
            result = loops.run(loop, block);
        }
        long took = (clock.nanos() - begin) / times;
        String text = took + " " + result + "\n";
        stream.reply(LocalReply.of(200).body(text.getBytes(StandardCharsets.UTF_8)));
        return BodyAction.PAUSE_AND_BUFFER;
    }
}
