package io.tollgate.compiler;

/**
 * The class cannot be made a module; the message says why, and which method or class is the cause.
 */
public final class CompileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CompileException(String message) {
        super(message);
    }
}
