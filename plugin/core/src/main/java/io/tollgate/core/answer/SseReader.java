package io.tollgate.core.answer;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.request.Text;
import io.tollgate.json.JsonScanner;

/**
 * Server-sent events: lines end in LF, CRLF or CR; what stands after {@code data:} is the document
 * of an event.
 */
final class SseReader extends Framing {
    private static final String DONE = "[DONE]";
    private static final int BOM = 0xef;
    private static final long SIX = 0xffffffffffffL;
    private static final long DATA = 0x203a61746164L; // "data: ", its first byte lowest

    private static final int LINE = 0;
    private static final int NAME = 1;
    private static final int SPACE = 2;
    private static final int VALUE = 3;
    private static final int SKIP = 4;
    private static final int MARK = 5;

    private final JsonScanner json;
    private final EventReader events;
    private final boolean hide;
    private final HiddenChunk hidden = new HiddenChunk();
    private final Text eventName = new Text(16);
    private int state = MARK;
    private int mark;
    private String name = "";
    private int nameAt;
    private boolean afterCr;
    private boolean afterBlank;
    private boolean data; // the event at work has some
    private int doneAt; // how much of [DONE] it is, -1 for another text
    private boolean mayHide; // all choices were finished before the event at work
    private boolean hid; // the event before it was one to take out

    SseReader(JsonScanner json, EventReader events, boolean hide) {
        this.json = json;
        this.events = events;
        this.hide = hide;
    }

    @Override
    boolean feed(Bytes b, int from, int to) {
        hidden.begin(b, from);
        int i = from;
        while (i < to) {
            i = afterCr ? skipLf(b.at(i), i) : step(b, i, to);
        }
        return !hide || hidden.end(to, mayHide && !events.hasChoices() && json.failedAt() < 0);
    }

    @Override
    byte[] output() {
        return hidden.output();
    }

    /** Providers end without the last blank line, too. */
    @Override
    byte[] finish(boolean whole) {
        boolean document = data && json.finish();
        boolean usage = document && mayHide && events.usageAlone();
        endEvent(document);
        byte[] rest = hidden.release();
        return usage || !whole ? new byte[0] : rest;
    }

    private int skipLf(byte c, int i) {
        afterCr = false;
        if (c != '\n') {
            return i;
        }
        if (afterBlank) {
            hidden.eventEnds(i + 1, hid); // the rest of a blank line
        }
        return i + 1;
    }

    private int step(Bytes b, int i, int to) {
        return switch (state) {
            case LINE -> startsData(b, i, to) ? data(i) : line(b.at(i), i);
            case NAME -> name(b.at(i), i);
            case SPACE -> space(b.at(i), i);
            case MARK -> mark(b.at(i) & 0xff, i);
            default -> value(b, i, to);
        };
    }

    /** As nearly all lines do. */
    private static boolean startsData(Bytes b, int i, int to) {
        return i + 8 <= to && (b.longAt(i) & SIX) == DATA;
    }

    private int data(int i) {
        afterBlank = false;
        name = "data";
        startData();
        state = VALUE;
        return i + 6;
    }

    private int mark(int c, int i) {
        int wanted = mark == 0 ? BOM : mark == 1 ? 0xbb : 0xbf;
        if (c != wanted) {
            state = mark == 0 ? LINE : SKIP;
            return i;
        }
        state = ++mark == 3 ? LINE : MARK;
        return i + 1;
    }

    private int line(byte c, int i) {
        if (c == '\n' || c == '\r') {
            afterCr = c == '\r';
            afterBlank = true;
            blankLine(i + 1);
            return i + 1;
        }
        afterBlank = false;
        name = c == 'd' ? "data" : "event";
        nameAt = 1;
        state = c == 'd' || c == 'e' ? NAME : SKIP;
        return i + 1;
    }

    private int name(byte c, int i) {
        if (nameAt < name.length() && c == name.charAt(nameAt)) {
            nameAt++;
            return i + 1;
        }
        boolean whole = nameAt == name.length() && c == ':';
        state = whole ? SPACE : SKIP;
        if (!whole) {
            return i;
        }
        if (name.length() == 4) {
            startData();
        } else {
            eventName.clear();
        }
        return i + 1;
    }

    private void startData() {
        if (data) {
            json.feed(NEWLINE, 0, 1);
            doneAt = -1;
        }
        data = true;
    }

    private int space(byte c, int i) {
        state = VALUE;
        return c == ' ' ? i + 1 : i;
    }

    private int value(Bytes b, int i, int to) {
        int end = b.lineEnd(i, to);
        if (state == VALUE) {
            piece(b, i, end);
        }
        if (end == to) {
            return to;
        }
        afterCr = b.at(end) == '\r';
        state = LINE;
        return end + 1;
    }

    private void piece(Bytes b, int from, int to) {
        if (name.length() != 4) {
            eventName.add(b, from, to);
            return;
        }
        for (int i = from; doneAt >= 0 && i < to; i++) {
            doneAt = doneAt < DONE.length() && b.at(i) == DONE.charAt(doneAt) ? doneAt + 1 : -1;
        }
        if (json.failedAt() < 0) {
            json.feed(b, from, to);
        }
    }

    private void blankLine(int i) {
        boolean document = data && json.finish();
        hid = document && mayHide && events.usageAlone();
        endEvent(document);
        hidden.eventEnds(i, hid);
    }

    private void endEvent(boolean document) {
        if (eventName.is("error")) {
            events.fail();
        }
        if (data) {
            if (doneAt == DONE.length()) {
                events.done();
            }
            events.endEvent(document, false);
            json.reset();
        }
        eventName.clear();
        data = false;
        doneAt = 0;
        mayHide = hide && events.allFinished();
    }
}
