package io.tollgate.core.flow;

import io.tollgate.core.report.CountStatus;
import io.tollgate.core.report.Ended;
import io.tollgate.core.usage.Usage;

/**
 * What a finished stream is charged. True usage is charged whatever the status; without usage what
 * was produced is estimated where an answer had started well, the prompt alone where the client
 * left before an answer, and else nothing.
 */
record Settlement(Usage usage, CountStatus status) {
    static final Settlement NOTHING = new Settlement(Usage.NONE, CountStatus.NONE);

    /** How far the answer told its usage. */
    enum Told {
        NOTHING,
        SOME,
        FINAL
    }

    /** What there is to settle from. */
    interface Evidence {
        Told told();

        Usage usage();

        /** A 2xx answer of the provider had started. */
        boolean answered();

        /** Any answer of the provider had started, good or bad. */
        boolean started();

        /** The request left for the provider, and there was a connection to it. */
        boolean wentOn();

        /** Tokens of the prompt by our own count; 0 if they cannot be known. */
        long countedInput();

        /** Tokens of the answer so far by our own count. */
        long countedOutput();
    }

    boolean charged() {
        return status != CountStatus.NONE && status != CountStatus.MISSING;
    }

    static Settlement of(Ended ended, Evidence evidence) {
        if (ended == Ended.DENIED || ended == Ended.REDIRECT) {
            return NOTHING;
        }
        return switch (evidence.told()) {
            case FINAL -> new Settlement(evidence.usage(), CountStatus.COMPLETE);
            case SOME -> partial(evidence);
            case NOTHING -> untold(ended, evidence);
        };
    }

    /** The provider's early figures count the output behind what has passed us since. */
    private static Settlement partial(Evidence evidence) {
        Usage told = evidence.usage();
        long input = told.input() > 0 ? told.input() : evidence.countedInput();
        long output = Math.max(told.output(), evidence.countedOutput());
        Usage usage =
                new Usage(
                        input,
                        told.cachedInput(),
                        told.cacheWrite(),
                        output,
                        told.reasoning(),
                        told.providerTotal());
        return new Settlement(usage, CountStatus.PARTIAL);
    }

    private static Settlement untold(Ended ended, Evidence evidence) {
        if (evidence.answered()) {
            return estimated(
                    evidence.countedInput(), evidence.countedOutput(), CountStatus.MISSING);
        }
        if (evidence.wentOn() && !evidence.started() && ended == Ended.DISCONNECT) {
            return estimated(evidence.countedInput(), 0, CountStatus.NONE);
        }
        return NOTHING;
    }

    private static Settlement estimated(long input, long output, CountStatus otherwise) {
        return input + output > 0
                ? new Settlement(new Usage(input, 0, 0, output, 0, 0), CountStatus.ESTIMATED)
                : new Settlement(Usage.NONE, otherwise);
    }
}
