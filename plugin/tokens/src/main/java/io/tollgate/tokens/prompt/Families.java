package io.tollgate.tokens.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * The built-in rules, one row a family of models; the first row whose globs fit a model's name in
 * lower case is taken. Columns: globs, encoding, factor in percent, fixed tokens a request, tokens
 * a message with its role, then
 *
 * <ul>
 *   <li>tools: fixed tokens, how they are written ({@code ts}: as TypeScript, {@code raw}: as
 *       JSON), percent of the tokens they take, on the responses API the fixed tokens;
 *   <li>calls: tokens for one call in a message, for each of several;
 *   <li>schema of the answer: fixed tokens, percent of its JSON;
 *   <li>reasoning in the history, in percent; fixed tokens when thinking is on;
 *   <li>image: rule and its two parameters; file: tokens for a PDF and for 1,000 bytes of another;
 *   <li>sources.
 * </ul>
 */
final class Families {
    /**
     * The last word of a row names its sources: of text, tools, calls with schema and thinking, and
     * media. docs/tokens.md says which document each name stands for.
     */
    private static final String TABLE =
            """
            *embed*|*titan-text*|voyage*|*rerank* cl100k 100 0 0  0 raw 100 0  0 0  0 100  0 0  flat 258 0  258 250  tiktoken/none/none/assumed
            *gpt-oss* o200k 100 67 4  12 ts 100 12  13 13  0 75  0 0  flat 765 0  250 250  fit/chat-tools+fit/fit/assumed
            *gpt-4o-mini* o200k 100 3 4  9 ts 100 8  7 14  0 68  0 0  tiles 2833 5667  220 250  tiktoken+cookbook/chat-tools/fit/vision+assumed
            *gpt-4.1-mini* o200k 100 3 4  9 ts 100 8  7 14  0 68  0 0  patches 162 0  220 250  tiktoken+cookbook/chat-tools/fit/billed+assumed
            *gpt-4.1-nano* o200k 100 3 4  9 ts 100 8  7 14  0 68  0 0  patches 246 0  220 250  tiktoken+cookbook/chat-tools/fit/billed+assumed
            *gpt-4o*|*gpt-4.1*|*gpt-4.5* o200k 100 3 4  9 ts 100 8  7 14  0 68  0 0  tiles 85 170  220 250  tiktoken+cookbook/chat-tools/fit/vision+assumed
            *gpt-5*-mini* o200k 100 2 4  90 ts 100 8  13 13  0 68  0 0  patches 120 0  220 250  tiktoken+cookbook+fit/chat-tools+fit/fit/billed+assumed
            *gpt-5*-nano* o200k 100 2 4  90 ts 100 8  13 13  0 90  0 0  patches 150 0  220 250  tiktoken+cookbook+fit/chat-tools+fit/fit/billed+assumed
            *gpt-5* o200k 100 2 4  90 ts 100 8  13 13  0 60  0 0  tiles 70 140  220 250  tiktoken+cookbook+fit/chat-tools+fit/fit/vision+assumed
            *o4-mini* o200k 100 2 4  9 ts 100 8  13 13  0 68  0 0  patches 172 0  220 250  tiktoken+cookbook+fit/chat-tools/fit/vision+assumed
            o1*|o3*|o4*|*/o1*|*/o3*|*/o4*|ft:o1*|ft:o3*|ft:o4*|codex* o200k 100 2 4  9 ts 100 8  13 13  0 68  0 0  tiles 75 150  220 250  tiktoken+cookbook+fit/chat-tools/fit/vision+assumed
            *gpt-4*|*gpt-3.5*|*gpt-35* cl100k 100 3 4  9 ts 100 8  7 14  0 68  0 0  tiles 85 170  220 250  tiktoken+cookbook/chat-tools/fit/vision+assumed
            *davinci*|*babbage* cl100k 100 0 0  0 raw 100 0  0 0  0 100  0 0  flat 765 0  220 250  tiktoken/none/none/assumed
            *claude-opus-4-7*|*claude-opus-4-8*|*claude-opus-5*|*claude-opus-4.7*|*claude-opus-4.8* o200k 141 16 0  560 raw 141 560  50 50  90 110  100 28  area 0 0  1600 250  fit/fit/fit/anthropic-vision+assumed
            *claude-3* o200k 112 7 2  346 raw 112 346  50 50  90 110  100 28  area 0 0  1600 250  fit/anthropic-tools/fit/anthropic-vision+assumed
            *claude* o200k 112 7 0  497 raw 112 497  50 50  90 110  100 28  area 0 0  1600 250  fit/fit/fit/anthropic-vision+assumed
            *nova-2* o200k 112 -2 1  850 raw 100 850  35 35  0 100  0 0  flat 400 0  2550 250  fit/fit/fit/fit
            *nova* o200k 112 -2 1  350 raw 100 350  35 35  0 100  0 0  flat 1820 0  1820 250  fit/fit/fit/fit
            *gemini-3* o200k 106 0 1  0 raw 60 0  8 8  0 0  0 0  gemini 0 0  550 250  gemini-tokens+fit/fit/fit/gemini-tokens+assumed
            *gemini*|*gemma-4* o200k 106 0 0  0 raw 72 0  8 8  0 0  0 0  gemini 0 0  258 250  gemini-tokens+fit/fit/fit/gemini-tokens+assumed
            *gemma* o200k 108 5 4  20 raw 100 20  10 10  0 0  0 0  flat 256 0  258 250  vocabularies+fit/assumed/assumed/assumed
            *mistral*|*magistral*|*ministral*|*pixtral*|*codestral*|*devstral* o200k 118 2 1  10 raw 118 10  5 5  0 0  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *command-r7b* o200k 101 495 0  900 raw 124 900  75 75  0 100  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *command* o200k 108 3 4  300 raw 110 300  50 50  0 100  0 0  area 0 0  258 250  vocabularies+assumed/assumed/assumed/assumed
            meta-llama/llama-4* o200k 99 5 4  652 raw 100 652  20 20  0 100  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *llama4*|*llama-4* o200k 99 5 4  95 raw 100 95  20 20  0 100  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *llama-3.1*|*llama3.1*|*llama-3.3*|*llama3.3*|*llama3-3*|*llama3-1* o200k 100 31 4  120 raw 110 120  15 15  0 100  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *llama* o200k 100 5 5  120 raw 110 120  15 15  0 100  0 0  area 0 0  258 250  llama-template/assumed/assumed/assumed
            *deepseek-v4* o200k 104 79 4  224 raw 100 224  30 30  0 100  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *deepseek* o200k 103 3 2  120 raw 100 120  20 20  0 100  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *glm-4* o200k 100 3 2  95 raw 100 95  30 30  0 0  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *glm* o200k 100 10 2  95 raw 100 95  30 30  0 0  0 0  area 0 0  258 250  fit/fit/fit/assumed
            *qwen*|*qwq* o200k 102 3 5  120 raw 100 120  20 20  0 100  0 0  area 0 0  258 250  vocabularies+fit/assumed/assumed/assumed
            *minimax* o200k 100 36 5  100 raw 100 100  20 20  0 100  0 0  area 0 0  258 250  vocabularies+fit/assumed/assumed/assumed
            *nemotron* o200k 105 10 4  100 raw 100 100  20 20  0 0  0 0  area 0 0  258 250  vocabularies+fit/assumed/assumed/assumed
            *palmyra* o200k 105 5 4  15 raw 60 15  10 10  0 60  0 0  area 0 0  258 250  fit/fit/fit/assumed
            * o200k 108 5 5  60 raw 100 60  15 15  0 60  0 0  area 0 0  258 250  vocabularies+assumed/assumed/assumed/assumed
            """;

    private final List<Family> families = new ArrayList<>();

    Families() {
        Words words = new Words(TABLE);
        while (words.more()) {
            families.add(Family.read(words));
        }
    }

    List<Family> all() {
        return List.copyOf(families);
    }

    /** The family of a model's name in lower case; the last row takes every name. */
    Family of(String name) {
        for (Family family : families) {
            if (Glob.any(family.globs(), name)) {
                return family;
            }
        }
        throw new IllegalStateException(name);
    }
}
