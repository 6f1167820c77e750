package io.tollgate.compiler.emulated;

/** SHA-256 as FIPS 180-4 has it. */
public final class Sha256 {
    public static final int SIZE = 32;
    public static final int BLOCK = 64;

    /** The fractions of the cube roots of the first 64 primes. */
    private static final int[] ROUNDS = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
        0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
        0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
        0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
        0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
        0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
        0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
        0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] state = new int[8];
    private final int[] words = new int[BLOCK];
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long total;

    public Sha256() {
        reset();
    }

    public void reset() {
        int[] start = {
            0x6a09e667,
            0xbb67ae85,
            0x3c6ef372,
            0xa54ff53a,
            0x510e527f,
            0x9b05688c,
            0x1f83d9ab,
            0x5be0cd19
        };
        System.arraycopy(start, 0, state, 0, 8);
        filled = 0;
        total = 0;
    }

    public void update(byte[] bytes, int from, int count) {
        total += count;
        while (count > 0) {
            int part = Math.min(count, BLOCK - filled);
            System.arraycopy(bytes, from, block, filled, part);
            filled += part;
            from += part;
            count -= part;
            if (filled == BLOCK) {
                compress();
                filled = 0;
            }
        }
    }

    /** The digest; begins anew. */
    public byte[] digest() {
        long bits = total * 8;
        byte[] padding = new byte[(filled < 56 ? 64 : 128) - filled];
        padding[0] = (byte) 0x80;
        for (int i = 1; i <= 8; i++) {
            padding[padding.length - i] = (byte) (bits >>> (8 * (i - 1)));
        }
        update(padding, 0, padding.length);
        byte[] result = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            result[i] = (byte) (state[i >> 2] >>> (24 - 8 * (i & 3)));
        }
        reset();
        return result;
    }

    private void compress() {
        for (int i = 0; i < 16; i++) {
            int at = 4 * i;
            words[i] =
                    (block[at] << 24)
                            | ((block[at + 1] & 0xff) << 16)
                            | ((block[at + 2] & 0xff) << 8)
                            | (block[at + 3] & 0xff);
        }
        extend();
        int[] v = state.clone();
        for (int i = 0; i < BLOCK; i++) {
            round(v, words[i] + ROUNDS[i]);
        }
        for (int i = 0; i < 8; i++) {
            state[i] += v[i];
        }
    }

    private void extend() {
        for (int i = 16; i < BLOCK; i++) {
            int a = words[i - 15];
            int b = words[i - 2];
            int s0 = Integer.rotateRight(a, 7) ^ Integer.rotateRight(a, 18) ^ (a >>> 3);
            int s1 = Integer.rotateRight(b, 17) ^ Integer.rotateRight(b, 19) ^ (b >>> 10);
            words[i] = words[i - 16] + s0 + words[i - 7] + s1;
        }
    }

    private static void round(int[] v, int word) {
        int e = v[4];
        int a = v[0];
        int s1 =
                Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
        int t1 = v[7] + s1 + ((e & v[5]) ^ (~e & v[6])) + word;
        int s0 =
                Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
        int t2 = s0 + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        System.arraycopy(v, 0, v, 1, 7);
        v[4] += t1;
        v[0] = t1 + t2;
    }
}
