package io.tollgate.compiler.emulated.java.security;

import io.tollgate.compiler.emulated.Sha256;
import java.security.NoSuchAlgorithmException;

/** {@code java.security.MessageDigest} with SHA-256 alone. */
public final class TMessageDigest {
    private final Sha256 sha = new Sha256();

    private TMessageDigest() {}

    public static TMessageDigest getInstance(String algorithm) throws NoSuchAlgorithmException {
        if (!algorithm.equals("SHA-256")) {
            throw new NoSuchAlgorithmException(algorithm);
        }
        return new TMessageDigest();
    }

    public void update(byte input) {
        update(new byte[] {input});
    }

    public void update(byte[] input) {
        sha.update(input, 0, input.length);
    }

    public void update(byte[] input, int offset, int length) {
        sha.update(input, offset, length);
    }

    public byte[] digest() {
        return sha.digest();
    }

    public byte[] digest(byte[] input) {
        update(input);
        return digest();
    }

    public void reset() {
        sha.reset();
    }

    public int getDigestLength() {
        return Sha256.SIZE;
    }

    public String getAlgorithm() {
        return "SHA-256";
    }

    /** In a time that does not depend on where they differ. */
    public static boolean isEqual(byte[] first, byte[] second) {
        int difference = first.length ^ second.length;
        for (int i = 0; i < Math.min(first.length, second.length); i++) {
            difference |= first[i] ^ second[i];
        }
        return difference == 0;
    }
}
