package io.tollgate.core.answer;

import io.tollgate.core.usage.Usage;

/**
 * What is known of an answer by now.
 *
 * @param usageSeen whether the provider has said anything about usage
 * @param usageFinal whether that was its last word
 * @param error whether a stream told of an error, whatever the status
 * @param model the model that answered, empty where it is not named
 * @param outputBytes bytes of text produced
 */
public record AnswerFacts(
        Usage usage,
        boolean usageSeen,
        boolean usageFinal,
        boolean error,
        String model,
        long outputBytes,
        Unread unread) {}
