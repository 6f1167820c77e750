package io.tollgate.compiler.emulated.javax.crypto.spec;

import io.tollgate.compiler.emulated.java.security.TKey;

/** {@code javax.crypto.spec.SecretKeySpec}. */
public class TSecretKeySpec implements TKey {
    private final byte[] bytes;
    private final String algorithm;

    public TSecretKeySpec(byte[] bytes, String algorithm) {
        this.bytes = bytes.clone();
        this.algorithm = algorithm;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }
}
