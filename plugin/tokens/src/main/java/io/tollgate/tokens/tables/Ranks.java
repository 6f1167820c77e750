// lint: JVM only
package io.tollgate.tokens.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A vocabulary: its tokens in byte order, so that a token's place is its id, and their ranks. */
final class Ranks {
    static final String CL100K_SHA256 =
            "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7";
    static final String O200K_SHA256 =
            "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d";

    final byte[][] tokens;
    final int[] ranks;

    private Ranks(int size) {
        tokens = new byte[size][];
        ranks = new int[size];
    }

    static Ranks load(String resource, String sha256) throws IOException {
        try (InputStream in = Ranks.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("not on the class path: " + resource);
            }
            byte[] file = in.readAllBytes();
            String actual = HexFormat.of().formatHex(digest(file));
            if (!actual.equals(sha256)) {
                throw new IOException(resource + ": SHA-256 is " + actual + ", not " + sha256);
            }
            return parse(new String(file, StandardCharsets.US_ASCII));
        }
    }

    /** Lines of base64, space, rank. */
    static Ranks parse(String text) {
        TreeMap<byte[], Integer> entries = new TreeMap<>(Arrays::compareUnsigned);
        text.lines()
                .map(line -> line.split(" "))
                .forEach(p -> entries.put(decode(p[0]), Integer.valueOf(p[1])));
        Ranks result = new Ranks(entries.size());
        int id = 0;
        for (Map.Entry<byte[], Integer> entry : entries.entrySet()) {
            result.tokens[id] = entry.getKey();
            result.ranks[id++] = entry.getValue();
        }
        return result;
    }

    /** The id of these bytes, or a negative number. */
    int idOf(byte[] bytes, int from, int to) {
        int low = 0;
        int high = tokens.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            byte[] token = tokens[middle];
            int order = Arrays.compareUnsigned(token, 0, token.length, bytes, from, to);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
