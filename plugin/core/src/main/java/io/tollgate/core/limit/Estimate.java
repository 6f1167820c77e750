package io.tollgate.core.limit;

/**
 * What a request may use.
 *
 * @param input tokens of the prompt, or a bound above them
 * @param declaredOutput the most that it asks for, -1 if it does not say
 * @param undeclaredOutput assumed in flight when it does not say
 */
public record Estimate(long input, long declaredOutput, long undeclaredOutput) {

    /** The same with another count of the prompt. */
    public Estimate withInput(long tokens) {
        return new Estimate(tokens, declaredOutput, undeclaredOutput);
    }

    /** Output that counts against a budget before the answer is there. */
    long surelyAsked() {
        return Math.max(0, declaredOutput);
    }

    /** Output that counts as in flight for the requests after this one. */
    long assumed() {
        return declaredOutput >= 0 ? declaredOutput : undeclaredOutput;
    }
}
