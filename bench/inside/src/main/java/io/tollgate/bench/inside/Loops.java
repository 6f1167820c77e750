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
    private final int[] starts = new int[1000];
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

    /** Cuts a text into parts of about so many bytes, as bench-jvm does; tells how many. */
    int cut(Block body, int bytes) {
        byte[] text = copy(body);
        int n = 0;
        for (int at = 0; at < text.length; n++) {
            int to = end(text, at, bytes);
            starts[n] = at;
            starts[n + 1] = to;
            at = to;
        }
        return n;
    }

    /** The first end of a character behind so many bytes. */
    private static int end(byte[] text, int from, int bytes) {
        int to = Math.min(text.length, from + bytes);
        while (to < text.length && text[to] < (byte) 0xC0) {
            to++;
        }
        return to;
    }

    long run(String loop, Block body, int part) {
        return switch (loop) {
            case "copy" -> body.toByteArray().length;
            case "json" -> json(new BlockBytes(body));
            case "jsonCopied" -> json(Bytes.of(copy(body)));
            case "o200k" -> o200k.count(copied, starts[part], starts[part + 1]);
            case "cl100k" -> cl100k.count(copied, starts[part], starts[part + 1]);
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
