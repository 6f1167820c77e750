package io.tollgate.compiler.emulated.java.security;

import java.security.GeneralSecurityException;

/** {@code java.security.InvalidKeyException}. */
public class TInvalidKeyException extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    public TInvalidKeyException(String message) {
        super(message);
    }
}
