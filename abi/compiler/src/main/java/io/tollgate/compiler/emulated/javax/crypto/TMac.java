package io.tollgate.compiler.emulated.javax.crypto;

import io.tollgate.compiler.emulated.Sha256;
import io.tollgate.compiler.emulated.java.security.TInvalidKeyException;
import io.tollgate.compiler.emulated.java.security.TKey;
import java.security.NoSuchAlgorithmException;

/** {@code javax.crypto.Mac} with HmacSHA256 alone. */
public class TMac {
    private final Sha256 sha = new Sha256();
    private final byte[] inner = new byte[Sha256.BLOCK];
    private final byte[] outer = new byte[Sha256.BLOCK];

    protected TMac() {}

    public static TMac getInstance(String algorithm) throws NoSuchAlgorithmException {
        if (!algorithm.equals("HmacSHA256")) {
            throw new NoSuchAlgorithmException(algorithm);
        }
        return new TMac();
    }

    public void init(TKey key) throws TInvalidKeyException {
        byte[] secret = key.getEncoded();
        if (secret.length > Sha256.BLOCK) {
            sha.reset();
            sha.update(secret, 0, secret.length);
            secret = sha.digest();
        }
        for (int i = 0; i < Sha256.BLOCK; i++) {
            int b = i < secret.length ? secret[i] : 0;
            inner[i] = (byte) (b ^ 0x36);
            outer[i] = (byte) (b ^ 0x5c);
        }
        begin();
    }

    public void update(byte[] input) {
        sha.update(input, 0, input.length);
    }

    public void update(byte[] input, int offset, int length) {
        sha.update(input, offset, length);
    }

    public byte[] doFinal() {
        byte[] digest = sha.digest();
        sha.update(outer, 0, outer.length);
        sha.update(digest, 0, digest.length);
        byte[] result = sha.digest();
        begin();
        return result;
    }

    public byte[] doFinal(byte[] input) {
        update(input);
        return doFinal();
    }

    private void begin() {
        sha.reset();
        sha.update(inner, 0, inner.length);
    }
}
