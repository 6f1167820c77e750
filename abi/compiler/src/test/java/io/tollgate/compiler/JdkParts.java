package io.tollgate.compiler;

import static io.tollgate.compiler.JdkProbe.bytes;
import static io.tollgate.compiler.JdkProbe.hex;

import io.tollgate.abi.Block;
import io.tollgate.compiler.JdkProbe.Colour;
import io.tollgate.compiler.JdkProbe.Probe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The longer parts of what is probed. */
final class JdkParts {
    private JdkParts() {}

    static String collections() {
        Map<String, Integer> hash = new HashMap<>();
        Map<String, Integer> linked = new LinkedHashMap<>();
        Map<String, Integer> tree = new TreeMap<>();
        Map<Colour, Integer> byEnum = new EnumMap<>(Colour.class);
        for (String word : List.of("b", "a", "c", "a")) {
            hash.merge(word, 1, Integer::sum);
            linked.put(word, linked.size());
            tree.computeIfAbsent(word, String::length);
        }
        byEnum.put(Colour.RED, 1);
        PriorityQueue<Integer> queue = new PriorityQueue<>(List.of(3, 1, 2));
        ArrayDeque<Integer> deque = new ArrayDeque<>(List.of(1, 2));
        deque.addFirst(0);
        List<Integer> sorted = new ArrayList<>(List.of(2, 3, 1));
        Collections.sort(sorted);
        BitSet bits = new BitSet();
        bits.set(5);
        return hash.get("a")
                + " "
                + linked
                + tree
                + byEnum
                + queue.poll()
                + deque
                + sorted
                + bits
                + new HashSet<>(List.of(1))
                + Optional.of(1).get()
                + List.copyOf(sorted)
                + Map.of("k", "v");
    }

    static String strings() {
        StringBuilder built =
                new StringBuilder("x")
                        .append(1L)
                        .append('c')
                        .append(2.5)
                        .append(true)
                        .insert(0, "<")
                        .reverse();
        return built
                + " a,b".trim()
                + "abc".substring(1).indexOf("c")
                + "AbC".toLowerCase(java.util.Locale.ROOT)
                + "a".compareTo("b")
                + String.join("-", "a", "b")
                + "x".repeat(3)
                + " s ".strip()
                + "q".isBlank()
                + "a-b".replace("-", "+")
                + "abc".startsWith("ab")
                + "abc".contains("b")
                + "h".hashCode()
                + "A".equalsIgnoreCase("a");
    }

    static String numbers() {
        long big = 0x7fffffffffffffffL;
        return (big + 1)
                + " "
                + (big >>> 60)
                + " "
                + Long.parseLong("-12")
                + " "
                + Double.parseDouble("1e-7")
                + " "
                + 0.1f
                + " "
                + 1.0 / 3
                + " "
                + Math.round(2.5)
                + " "
                + Long.toHexString(-1L)
                + " "
                + Integer.parseInt("7f", 16)
                + " "
                + Long.numberOfTrailingZeros(8)
                + " "
                + Math.floorMod(-7, 3)
                + " "
                + (int) 1e20
                + " "
                + Math.sqrt(2)
                + " "
                + Double.compare(0.0, -0.0)
                + " "
                + (byte) 200
                + " "
                + Long.compareUnsigned(-1, 1)
                + " "
                + (int) (big - 1) * 2;
    }

    static String exceptions() {
        StringBuilder seen = new StringBuilder();
        Object text = "s";
        int[] none = {};
        int zero = none.length;
        List<Probe> bad =
                List.of(
                        () -> "" + none[1],
                        () -> "" + 1 / zero,
                        () -> "" + (Integer) text,
                        () -> "" + ((String) Map.of().get("x")).length(),
                        () -> "" + new int[zero - 1].length,
                        () -> List.of().get(0).toString(),
                        () -> "x".substring(2),
                        () -> "" + Integer.parseInt("x"));
        for (Probe probe : bad) {
            try {
                probe.run();
            } catch (IOException | GeneralSecurityException | DataFormatException e) {
                seen.append("checked");
            } catch (IndexOutOfBoundsException e) {
                seen.append("index ");
            } catch (ArithmeticException
                    | ClassCastException
                    | NullPointerException
                    | NegativeArraySizeException
                    | NumberFormatException e) {
                seen.append(e.getClass().getSimpleName()).append(' ');
            } finally {
                seen.append(';');
            }
        }
        return seen.toString();
    }

    static String hmac() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes("key".repeat(30)), "HmacSHA256"));
        return hex(mac.doFinal(bytes("what do ya want for nothing?")));
    }

    static String inflate() throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(
                Base64.getDecoder()
                        .decode("eJzLSM3JyVcozy/KSVHISFXILy1SKEotyS8qUcgsUUgtS80DANGnDEs="));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[7];
        while (!inflater.finished()) {
            int n = inflater.inflate(piece);
            out.write(piece, 0, n);
            if (n == 0 && inflater.needsInput()) {
                break;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static String blocks() {
        Block block = Block.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        String seen = block.at(8) + " " + Long.toHexString(block.longAt(1)) + " " + block.length();
        block.free();
        try {
            block.at(0);
        } catch (IllegalStateException freed) {
            seen += " freed";
        }
        return seen;
    }
}
