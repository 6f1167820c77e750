package io.tollgate.core.request;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.request.RequestFacts.Spots;
import io.tollgate.json.JsonListener;
import java.util.OptionalLong;

/** Listens to a request body by the ids that {@code core.endpoint} lists. */
final class FactCollector extends JsonListener {
    private static final int PER_MESSAGE = 8;
    private static final int PER_PROMPT = 16;

    /** Providers put a prompt of their own before tools. */
    private static final int PER_TOOLS = 640;

    private static final int LONGEST_NAME = 1024;

    private final PromptSink prompt;
    private final Text model = new Text(LONGEST_NAME);
    private final Text streamText = new Text(8);
    private int kind;
    private int rootKind = -1;
    private boolean stream;
    private boolean usageAsked;
    private boolean continuous;
    private long maxTokens;
    private long maxTokensToo;
    private long answers;
    private long bestOf;
    private long bound = PER_PROMPT;
    private int messages;
    private int media;
    private long root = -1;
    private long modelAt = -1;
    private long modelEnd = -1;
    private long optionsAt = -1;
    private long optionsEnd = -1;
    private int optionsKind;
    private boolean emptyOptions;
    private long usageAt = -1;
    private long usageEnd = -1;

    FactCollector(PromptSink prompt) {
        this.prompt = prompt;
    }

    boolean empty() {
        return rootKind < 0;
    }

    boolean object() {
        return rootKind == OBJECT;
    }

    @Override
    public void begin(int id, int valueKind, long at) {
        kind = valueKind;
        switch (id) {
            case 'R' -> root(at);
            case 'm' -> model(at);
            case 's' -> stream();
            case 'o' -> options(at);
            case 'u' -> usage(at);
            case 'v' -> continuous = valueKind == TRUE;
            case 'x', 'y', 'n', 'b' -> number(id, 0);
            default -> part(id);
        }
    }

    private void root(long at) {
        rootKind = kind;
        root = at;
    }

    private void model(long at) {
        model.clear();
        modelAt = at;
    }

    private void stream() {
        streamText.clear();
        stream = kind == TRUE;
    }

    private void usage(long at) {
        usageAsked = kind == TRUE;
        usageAt = at;
    }

    private void options(long at) {
        optionsAt = at;
        optionsKind = kind;
        emptyOptions = true;
        usageAt = -1;
        usageAsked = false;
        continuous = false;
    }

    private void part(int id) {
        if (!told(id, kind)) {
            return;
        }
        switch (id) {
            case PromptSink.MESSAGE -> {
                messages++;
                bound += PER_MESSAGE;
            }
            case PromptSink.MEDIUM -> {
                media++;
                bound += RequestReader.MEDIUM_TOKENS;
            }
            case PromptSink.TOOLS -> bound += PER_TOOLS;
            default -> {}
        }
        prompt.begin(id);
    }

    /** The paths of texts lead to lists of more texts, and to token ids, too. */
    private static boolean told(int id, int kind) {
        return switch (id) {
            case PromptSink.TEXT, PromptSink.ROLE, PromptSink.NAME -> kind == STRING;
            case PromptSink.TOOLS,
                    PromptSink.CALLS,
                    PromptSink.SCHEMA,
                    PromptSink.MEDIUM,
                    PromptSink.MESSAGE ->
                    kind != NULL;
            default -> false;
        };
    }

    @Override
    public void text(int id, Bytes b, int from, int to) {
        switch (id) {
            case 'm' -> model.add(b, from, to);
            case 's' -> streamText.add(b, from, to);
            case 'o' -> emptyOptions &= blank(b, from, to);
            default -> {
                if (told(id, kind)) {
                    bound += to - from;
                    prompt.text(id, b, from, to);
                }
            }
        }
    }

    private static boolean blank(Bytes b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = b.at(i);
            if (c > ' ' && c != '{' && c != '}') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void number(int id, long value) {
        switch (id) {
            case 's' -> stream = value != 0;
            case 'x' -> maxTokens = value;
            case 'y' -> maxTokensToo = value;
            case 'n' -> answers = value;
            case 'b' -> bestOf = value;
            case PromptSink.TEXT -> {
                bound++;
                prompt.tokenId();
            }
            default -> {}
        }
    }

    @Override
    public void end(int id, int valueKind, long at) {
        switch (id) {
            case 'm' -> {
                modelEnd = at;
                if (valueKind != STRING) {
                    model.clear();
                }
            }
            case 's' ->
                    stream |=
                            valueKind == STRING && streamText.is("true"); // lax servers take it so
            case 'o' -> optionsEnd = at;
            case 'u' -> usageEnd = at;
            default -> {
                if (told(id, valueKind)) {
                    prompt.end(id);
                }
            }
        }
    }

    RequestFacts facts(Problem problem) {
        long times = Math.max(1, Math.max(answers, bestOf));
        return new RequestFacts(
                problem,
                model.toString(),
                stream,
                usageAsked,
                continuous,
                declared(times),
                times,
                bound,
                messages,
                media,
                problem == Problem.NONE ? spots() : Spots.NONE);
    }

    private OptionalLong declared(long times) {
        long most = Math.max(maxTokens, maxTokensToo);
        long all = most > Long.MAX_VALUE / times ? Long.MAX_VALUE : most * times;
        return most > 0 ? OptionalLong.of(all) : OptionalLong.empty();
    }

    private Spots spots() {
        boolean object = optionsKind == OBJECT;
        return new Spots(
                root,
                modelAt,
                modelEnd,
                optionsAt,
                optionsEnd,
                object,
                emptyOptions,
                usageAt,
                usageEnd);
    }
}
