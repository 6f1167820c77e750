package io.tollgate.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A scanner of a series tells of each document what a fresh scanner tells. */
class JsonSeriesTest {
    private static final Shape SHAPE =
            Shape.of(
                    """
                    m model
                    i id
                    c choices[]
                    x choices[].index
                    d choices[].delta.content
                    f choices[].finish_reason
                    u usage
                    p usage.prompt_tokens
                    r choices[].delta.raw!
                    """);
    private static final String[] SERIES = {
        "{'id':'c-1','model':'gpt','n':17,'choices':[{'index':0,'delta':{'role':'assistant','content':''}}],'usage':null}",
        "{'id':'c-1','model':'gpt','n':17,'choices':[{'index':0,'delta':{'content':' one'}}],'usage':null}",
        "{'id':'c-1','model':'gpt','n':17,'choices':[{'index':0,'delta':{'content':'\\n two'}}],'usage':null}",
        "{'id':'c-1','model':'gpt','n':17,'choices':[{'index':0,'delta':{'content':'','raw':[1,{'a':2},3]}}],'usage':null}",
        "{'id':'c-1','model':'gpt','n':17,'choices':[{'index':1,'delta':{},'finish_reason':'stop'}],'usage':null}",
        "{'id':'c-1','model':'gpt','n':17,'choices':[],'usage':{'prompt_tokens':12,'completion_tokens':3}}",
        "{'mod\\u0065l':'esc','id':'c-2','choices':[{'index':0,'delta':{'content':'x'}}]}",
        "{'a':1,'b':[1,2,3],'c':{'d':{'e':{'f':{'g':{'h':{'i':{'j':1,'k':2},'l':3}}}}}},'model':'deep'}",
        "{'error':'cut",
        "[1,2]",
        "",
    };

    /** Writes down what it is told. */
    private static final class Told extends JsonListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void begin(int id, int kind, long at) {
            lines.add("begin " + (char) id + kind + " " + at);
        }

        @Override
        public void text(int id, Bytes bytes, int from, int to) {
            String text = new String(bytes.toArray(from, to), StandardCharsets.UTF_8);
            lines.add("text " + (char) id + " " + text);
        }

        @Override
        public void number(int id, long value) {
            lines.add("number " + (char) id + value);
        }

        @Override
        public void end(int id, int kind, long at) {
            lines.add("end " + (char) id + kind + " " + at);
        }
    }

    private static List<String> read(JsonScanner scanner, Told told, byte[] document, int cut) {
        told.lines.clear();
        scanner.reset();
        byte[] padded = new byte[document.length + 3];
        System.arraycopy(document, 0, padded, 3, document.length);
        scanner.feed(Bytes.of(padded), 3, 3 + cut);
        scanner.feed(Bytes.of(padded), 3 + cut, padded.length);
        List<String> lines = new ArrayList<>(told.lines);
        lines.add(scanner.finish() + " " + scanner.failedAt());
        return lines;
    }

    @Test
    void tellsOfEveryDocumentWhatAFreshScannerTells() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            Told told = new Told();
            JsonScanner series = JsonScanner.ofSeries(SHAPE, told);
            for (int i = 0; i < 12; i++) {
                byte[] document = document(random);
                boolean whole = random.nextInt(3) > 0;
                int cut = whole ? document.length : random.nextInt(document.length + 1);
                Told fresh = new Told();
                List<String> expected = read(new JsonScanner(SHAPE, fresh), fresh, document, cut);
                String text = new String(document, StandardCharsets.UTF_8);
                assertEquals(expected, read(series, told, document, cut), text);
            }
        }
    }

    private static byte[] document(Random random) {
        String text = SERIES[random.nextInt(SERIES.length)].replace('\'', '"');
        boolean mutated = random.nextInt(4) == 0 && !text.isEmpty();
        return mutated ? Mutations.mutate(text, random) : text.getBytes(StandardCharsets.UTF_8);
    }
}
