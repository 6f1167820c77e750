package io.tollgate.bench.inside;

import io.tollgate.abi.Block;
import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonListener;
import io.tollgate.json.JsonScanner;
import io.tollgate.json.Shape;
import io.tollgate.tokens.Tokenizer;

/** The loops: copy the body to the Java heap, scan it as JSON in place, count its tokens. */
final class Loops {
    private final Tokenizer o200k;
    private final Tokenizer cl100k;
    private final Facts facts = new Facts();
    private final JsonScanner scanner =
            new JsonScanner(Shape.of("m model\ns stream\nt messages[].content"), facts);
    private byte[] copied = {};
    private Block copiedFrom;

    Loops(Tokenizer o200k, Tokenizer cl100k) {
        this.o200k = o200k;
        this.cl100k = cl100k;
    }

    /** What a gateway asks of a request: model, stream, the bytes of the prompt. */
    private static final class Facts extends JsonListener {
        private long text;

        @Override
        public void text(int id, Bytes bytes, int from, int to) {
            text += to - from;
        }
    }

    long run(String loop, Block body) {
        return switch (loop) {
            case "copy" -> body.toByteArray().length;
            case "json" -> json(new BlockBytes(body));
            case "jsonCopied" -> json(Bytes.of(copy(body)));
            case "o200k" -> o200k.count(copy(body));
            case "cl100k" -> cl100k.count(copy(body));
            default -> -1;
        };
    }

    private byte[] copy(Block body) {
        if (copiedFrom != body) {
            copiedFrom = body;
            copied = body.toByteArray();
        }
        return copied;
    }

    private long json(Bytes body) {
        facts.text = 0;
        scanner.reset();
        scanner.feed(body, 0, body.length());
        return scanner.finish() ? facts.text : -1;
    }
}
