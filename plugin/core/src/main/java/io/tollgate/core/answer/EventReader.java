package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.endpoint.Dialect;
import io.tollgate.core.request.Text;
import io.tollgate.json.JsonListener;

/**
 * Listens to the events of an answer, one JSON document each, by the ids that {@code core.endpoint}
 * lists.
 */
final class EventReader extends JsonListener {
    private final Dialect dialect;
    private final long answers;
    private final OutputSink output;
    private final Counts counts = new Counts();
    private final Counts fresh = new Counts(); // of the event at work
    private final Text model = new Text(256);
    private final Text kind = new Text(64);
    private final Text spelled = new Text(20); // a number written as a text
    private int valueKind;
    private boolean usageFinal;
    private boolean lastWord; // the event at work says itself that its usage is final
    private boolean error;
    private boolean failing; // the event at work tells of an error
    private boolean modelKnown;
    private boolean audio;
    private long outputBytes;
    private int choices; // in the event at work
    private long seen; // choices by index, as bits
    private long finished;
    private int index;
    private boolean finish;
    private boolean inChoice;
    private boolean told; // the event at work has a usage outside of its choices

    EventReader(Dialect dialect, long answers, OutputSink output) {
        this.dialect = dialect;
        this.answers = answers;
        this.output = output;
    }

    @Override
    public void begin(int id, int newKind, long at) {
        valueKind = newKind;
        switch (id) {
            case 'u' -> usage();
            case 'R' -> lastWord = true;
            case 'k' -> kind.clear();
            case 'e' -> failing |= newKind == OBJECT || newKind == STRING;
            case 'c' -> choice();
            default -> spelled.clear();
        }
    }

    /** A usage of null changes nothing; of two in one event the last one counts. */
    private void usage() {
        if (valueKind == OBJECT && !ofPart()) {
            fresh.clear();
            told |= !inChoice;
        }
    }

    /** A choice's own usage says nothing where there are several, or where the whole is told. */
    private boolean ofPart() {
        return inChoice && (told || answers > 1);
    }

    private void choice() {
        choices++;
        index = 0;
        finish = false;
        inChoice = true;
    }

    @Override
    public void text(int id, Bytes b, int from, int to) {
        switch (id) {
            case 'd', 'p' -> produced(id, b, from, to);
            case 'f' -> finish |= valueKind == STRING;
            case 'k' -> kind.add(b, from, to);
            case 'm' -> {
                if (!modelKnown) {
                    model.add(b, from, to);
                }
            }
            default -> {
                if (valueKind == STRING && Counts.counts(id)) {
                    spelled.add(b, from, to);
                }
            }
        }
    }

    private void produced(int id, Bytes b, int from, int to) {
        if (!audio && (id == 'p' || valueKind == STRING)) {
            outputBytes += to - from;
            output.text(b, from, to);
        }
    }

    @Override
    public void number(int id, long value) {
        if (id == 'x') {
            index = (int) value & 63;
        } else if (!ofPart()) {
            fresh.set(id, value);
        }
    }

    @Override
    public void end(int id, int endKind, long at) {
        switch (id) {
            case 'm' -> modelKnown = model.size() > 0;
            case 'k' -> kindKnown();
            case 'c' -> endChoice();
            default -> {
                if (valueKind == STRING && Counts.counts(id) && !ofPart()) {
                    fresh.set(id, spelledNumber());
                }
            }
        }
    }

    /** Some write whole numbers as texts, as protobuf's JSON does; -1 for any other text. */
    private long spelledNumber() {
        String text = spelled.toString();
        long value = text.isEmpty() || text.length() > 18 ? -1 : 0;
        for (int i = 0; value >= 0 && i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            value = digit >= 0 && digit <= 9 ? value * 10 + digit : -1;
        }
        return value;
    }

    private void kindKnown() {
        failing |= kind.is("error");
        lastWord |=
                kind.is("response.completed")
                        || kind.is("response.incomplete")
                        || kind.is("response.failed");
        audio = kind.is("response.audio.delta") || kind.is("response.output_audio.delta");
    }

    private void endChoice() {
        seen |= 1L << index;
        if (finish) {
            finished |= 1L << index;
        }
        finish = false;
        inChoice = false;
    }

    /**
     * The event is over.
     *
     * @param document whether it is a whole JSON document
     * @param answer whether it is the whole answer
     */
    void endEvent(boolean document, boolean answer) {
        if (inChoice || finish) {
            endChoice(); // cut off inside of it, or outside of any choice
        }
        if (fresh.any()) {
            if (dialect.replacesUsage()) {
                counts.clear();
            }
            counts.overwrite(fresh);
            usageFinal = document && (lastWord || alone() || allFinished());
        }
        usageFinal |= answer && counts.any();
        error |= failing;
        dropEvent();
    }

    /** OpenAI's last chunk has usage and nothing else. */
    private boolean alone() {
        return choices == 0 && (dialect == Dialect.OPENAI || dialect == Dialect.MISTRAL);
    }

    /** The event at work is not to be believed. */
    void dropEvent() {
        fresh.clear();
        kind.clear();
        choices = 0;
        lastWord = false;
        index = 0;
        failing = false;
        audio = false;
        finish = false;
        inChoice = false;
        told = false;
    }

    /** Numbers from outside of the body, for where it has none. */
    void fallback(long input, long out) {
        counts.set('b', input);
        counts.set('B', out);
    }

    void fail() {
        error = true;
    }

    /** The stream says that it is over. */
    void done() {
        usageFinal |= counts.any();
    }

    boolean allFinished() {
        return finished != 0
                && finished == seen
                && Long.bitCount(finished) >= Math.min(answers, 64);
    }

    /** Whether the event at work is what asking for usage adds to a stream. */
    boolean usageAlone() {
        return choices == 0 && fresh.any();
    }

    boolean hasChoices() {
        return choices > 0;
    }

    long outputBytes() {
        return outputBytes;
    }

    AnswerFacts facts(Unread unread) {
        return new AnswerFacts(
                counts.usage(),
                counts.any(),
                usageFinal,
                error,
                model.toString(),
                outputBytes,
                unread);
    }
}
