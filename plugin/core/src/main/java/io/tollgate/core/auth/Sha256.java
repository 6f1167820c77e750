package io.tollgate.core.auth;

import java.util.Arrays;

/** SHA-256 as FIPS 180-4 has it. The JDK's own needs providers, which the module has not. */
final class Sha256 {
    private static final int[] ROUND = roots(64, true);

    private final int[] words = new int[64];
    private final int[] state = roots(8, false);

    byte[] digest(byte[] message) {
        byte[] padded = Arrays.copyOf(message, (message.length + 8) / 64 * 64 + 64);
        padded[message.length] = (byte) 0x80;
        long bits = (long) message.length * 8;
        for (int i = 0; i < 8; i++) {
            padded[padded.length - 1 - i] = (byte) (bits >>> (8 * i));
        }
        for (int from = 0; from < padded.length; from += 64) {
            block(padded, from);
        }
        byte[] out = new byte[32];
        for (int i = 0; i < 32; i++) {
            out[i] = (byte) (state[i >> 2] >>> (24 - 8 * (i & 3)));
        }
        return out;
    }

    private void block(byte[] bytes, int from) {
        for (int i = 0; i < 16; i++) {
            int at = from + 4 * i;
            int high = ((bytes[at] & 255) << 24) | ((bytes[at + 1] & 255) << 16);
            words[i] = high | ((bytes[at + 2] & 255) << 8) | (bytes[at + 3] & 255);
        }
        for (int i = 16; i < 64; i++) {
            int a = words[i - 15];
            int b = words[i - 2];
            int low = Integer.rotateRight(a, 7) ^ Integer.rotateRight(a, 18) ^ (a >>> 3);
            int high = Integer.rotateRight(b, 17) ^ Integer.rotateRight(b, 19) ^ (b >>> 10);
            words[i] = words[i - 16] + low + words[i - 7] + high;
        }
        rounds();
    }

    private void rounds() {
        int[] s = state.clone();
        for (int i = 0; i < 64; i++) {
            int choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
            int first = s[7] + turns(s[4], 6, 11, 25) + choice + ROUND[i] + words[i];
            int majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
            int second = turns(s[0], 2, 13, 22) + majority;
            System.arraycopy(s, 0, s, 1, 7);
            s[4] += first;
            s[0] = first + second;
        }
        for (int i = 0; i < 8; i++) {
            state[i] += s[i];
        }
    }

    private static int turns(int word, int a, int b, int c) {
        return Integer.rotateRight(word, a)
                ^ Integer.rotateRight(word, b)
                ^ Integer.rotateRight(word, c);
    }

    /**
     * The first 32 bits of the fractions of square or cube roots of the first primes: no table to
     * mistype.
     */
    private static int[] roots(int count, boolean cube) {
        int[] out = new int[count];
        int prime = 2;
        for (int i = 0; i < count; prime++) {
            if (prime(prime)) {
                out[i++] = fraction(prime, cube);
            }
        }
        return out;
    }

    private static boolean prime(int number) {
        for (int i = 2; i * i <= number; i++) {
            if (number % i == 0) {
                return false;
            }
        }
        return true;
    }

    /** A root's fraction to 32 bits; a double of a cube root of 311 has more than that left. */
    private static int fraction(int prime, boolean cube) {
        double root = root(prime, cube);
        return (int) (long) ((root - (long) root) * 4294967296.0);
    }

    /** By Newton: the same figure on every host, and no call out of the module. */
    private static double root(double x, boolean cube) {
        double root = x;
        for (int i = 0; i < 64; i++) {
            root -=
                    cube
                            ? (root * root * root - x) / (3 * root * root)
                            : (root * root - x) / (2 * root);
        }
        return root;
    }
}
