package io.tollgate.tokens.prompt;

import io.tollgate.bytes.Bytes;
import io.tollgate.json.JsonListener;
import java.util.Arrays;
import java.util.Optional;

/** Reads what counts out of one request, counting its texts on the way. */
final class PromptReader extends JsonListener {
    private static final byte[] LINE = {'\n'};
    private static final int OLD_CALL = 3;
    private static final int FUNCTION_ROLE = 2;
    private static final int CHOSEN = 4;
    private static final int LARGEST_CAPTURE = 1 << 18;

    final TextCounter text;
    final Images images;
    long textTokens;
    long reasoningTokens;
    long callTokens;
    long toolTokens;
    long schemaTokens;
    long callExtra;
    int messages;
    int calls;
    boolean system;
    long systemLine;
    boolean hasTools;
    boolean thinking;
    long cipher;
    int functions;
    long choice;

    private final Family family;
    private final Capture capture = new Capture(LARGEST_CAPTURE);
    private final byte[] word = new byte[16];
    private int wordLength;
    private long before;
    private boolean reading;
    private boolean lined;
    private int role;
    private int type;
    private int callsHere;

    PromptReader(Family family, TextCounter text) {
        super();
        this.family = family;
        this.text = text;
        images = new Images(family);
    }

    @Override
    public void begin(int id, int kind, long at) {
        switch (id) {
            case 'm' -> beginMessage();
            case 'q' -> callsHere += kind == OBJECT ? 1 : 0;
            case 'T', 'S' -> capture.begin(kind != NULL);
            case 'Q' -> callExtra += kind == OBJECT ? OLD_CALL : 0;
            case 'K' -> thinking |= kind == OBJECT;
            case 'i' -> images.begin(kind == STRING);
            case 'j', 'x' -> beginText(true, id == 'j' ? 1 : 0);
            case 't', 'h', 'c', 'n', 'o', 'g', 'w' -> beginText(kind == STRING, 0);
            default -> wordLength = 0;
        }
        if (id == 't' && kind == NUMBER) {
            textTokens++; // a token id
        }
    }

    private void beginMessage() {
        role = 0;
        type = 0;
        callsHere = 0;
    }

    private void beginText(boolean isText, int call) {
        reading = isText;
        before = text.tokens();
        callsHere += call;
    }

    @Override
    public void text(int id, Bytes bytes, int from, int to) {
        switch (id) {
            case 't', 'h', 'c', 'n', 'o', 'g', 'w', 'j', 'x' -> {
                if (reading) {
                    text.feed(bytes, from, to);
                }
            }
            case 'i' -> images.feed(bytes, from, to);
            case 'T', 'S' -> capture.add(bytes, from, to);
            case 'z' -> cipher += to - from;
            default -> word(bytes, from, to);
        }
    }

    private void word(Bytes bytes, int from, int to) {
        int n = Math.min(to - from, word.length - wordLength);
        bytes.copyTo(from, word, wordLength, n);
        wordLength += n;
    }

    @Override
    public void end(int id, int kind, long at) {
        switch (id) {
            case 'm' -> endMessage(kind);
            case 'p' -> images.endPart();
            case 'r' -> role = wordLength == 0 ? 0 : word[0];
            case 'y' -> type = type();
            case 'N' -> choice += wordLength > 0 && word[0] == 'n' ? 1 : 0;
            case 'k' -> thinking |= wordLength > 0 && word[0] == 'e';
            case 'd' -> images.detail(wordLength > 0 && word[0] == 'l');
            case 'i' -> images.end();
            case 'T' -> tools();
            case 'S' -> schemaTokens += raw();
            case 't', 'h', 'c', 'n', 'o', 'g', 'w', 'j', 'x' -> endText(id);
            default -> wordLength = 0;
        }
    }

    private void endText(int id) {
        if (!reading) {
            return;
        }
        reading = false;
        boolean systemText = !lined && (id == 'g' || (id == 't' && role == 's'));
        lined |= systemText;
        systemLine = systemText ? line() : systemLine;
        text.endPart();
        long tokens = text.tokens() - before - (systemText ? systemLine : 0);
        switch (id) {
            case 'h' -> reasoningTokens += tokens;
            case 'c', 'j' -> callTokens += tokens;
            case 'n' -> textTokens += tokens + 1;
            case 'o' -> choice += tokens + CHOSEN;
            default -> textTokens += tokens;
        }
        messages += (id == 'g' || id == 'w') && tokens > 0 ? 1 : 0;
        system |= id == 'g' && tokens > 0;
    }

    /** What a line end adds to the open text. */
    private long line() {
        long without = text.tokens();
        text.feed(LINE);
        return text.tokens() - without;
    }

    /** On the responses API an item may be a message, a call, its output, or something else. */
    private int type() {
        boolean call = wordLength >= 13 && word[0] == 'f' && word[9] == 'c';
        boolean output = wordLength == word.length && word[1] == 'u' && word[0] == 'f';
        boolean custom = wordLength >= 11 && word[0] == 'c' && word[1] == 'u';
        boolean message = wordLength == 7 && word[0] == 'm';
        return message ? 0 : output ? 'o' : call || custom ? 'c' : 'x';
    }

    private void endMessage(int kind) {
        if (kind != OBJECT || type == 'x') {
            return;
        }
        if (type == 'c') {
            callsHere = 1;
        } else {
            messages++;
        }
        system |= role == 's' || role == 'd';
        calls += callsHere;
        callExtra -= role == 'f' ? FUNCTION_ROLE : 0;
        callExtra += callsHere > 1 ? (long) callsHere * family.tools().eachCall() : 0;
        callExtra += callsHere == 1 ? family.tools().oneCall() : 0;
    }

    private void tools() {
        byte[] json = Arrays.copyOf(capture.bytes, capture.size);
        if (json.length <= 2) {
            return;
        }
        hasTools = true;
        ToolText types = new ToolText();
        Optional<byte[]> rendered =
                family.tools().typescript() && !capture.cut()
                        ? types.render(json)
                        : Optional.empty();
        toolTokens += rendered.isPresent() ? count(rendered.get()) : raw();
        functions = types.functions();
    }

    private long raw() {
        return count(Arrays.copyOf(capture.bytes, capture.size)) + capture.beyond() / 4;
    }

    private long count(byte[] part) {
        long start = text.tokens();
        text.feed(part);
        text.endPart();
        return text.tokens() - start;
    }
}
