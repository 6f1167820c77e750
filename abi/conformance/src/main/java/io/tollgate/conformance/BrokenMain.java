package io.tollgate.conformance;

/** A module that cannot even say which plugins it holds. */
public final class BrokenMain {
    private BrokenMain() {}

    @SuppressWarnings("DoNotCallSuggester") // the module calls it
    public static void main(String[] args) {
        throw new IllegalStateException("asked to");
    }
}
