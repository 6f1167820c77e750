package io.tollgate.core.request;

import java.util.OptionalLong;

/**
 * What a request body says. Of equal keys the last one counts.
 *
 * @param model empty where the body names none
 * @param streams whether it asks for a stream
 * @param usageAsked whether the client itself asks for usage in the stream
 * @param continuousUsage whether it asks for usage on every chunk
 * @param declaredOutput the most output tokens it allows, over all answers
 * @param answers how many answers it asks for, at least 1
 * @param promptBound no tokenizer makes more tokens of the prompt than this
 * @param media images, sounds, files in the prompt; each is in the bound with {@link
 *     RequestReader#MEDIUM_TOKENS}
 */
public record RequestFacts(
        Problem problem,
        String model,
        boolean streams,
        boolean usageAsked,
        boolean continuousUsage,
        OptionalLong declaredOutput,
        long answers,
        long promptBound,
        int messages,
        int media,
        Spots spots) {

    /**
     * Where values stand in the body, from their first byte to after their last; -1 for what is not
     * there.
     *
     * @param options whether {@code stream_options} is an object
     * @param emptyOptions whether it has no members
     */
    public record Spots(
            long root,
            long model,
            long modelEnd,
            long optionsAt,
            long optionsEnd,
            boolean options,
            boolean emptyOptions,
            long usage,
            long usageEnd) {
        static final Spots NONE = new Spots(-1, -1, -1, -1, -1, false, false, -1, -1);
    }
}
