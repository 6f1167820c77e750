package io.tollgate.compiler.emulated.java.security;

/** {@code java.security.Key}. */
public interface TKey {
    String getAlgorithm();

    byte[] getEncoded();
}
