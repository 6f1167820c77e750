package io.tollgate.core.report;

import io.tollgate.core.usage.Usage;

/**
 * What is said of one finished stream. Texts that do not apply are empty, numbers 0.
 *
 * @param model what the provider was asked for, after aliases
 * @param requestedModel what the client asked for
 * @param estimatedInput tokens of the prompt as we saw them before the answer
 * @param deniedBy name of the limit, or {@code auth}, {@code product}, {@code body}
 * @param ttftMs from the request's start to the first content of the answer, -1 if none came
 */
public record Report(
        String provider,
        String operation,
        String model,
        String requestedModel,
        boolean streams,
        String consumer,
        String product,
        Usage usage,
        long estimatedInput,
        CountStatus status,
        Ended ended,
        String deniedBy,
        int attempts,
        long ttftMs,
        long durationMs) {}
