package io.tollgate.compiler;

import io.tollgate.abi.Block;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.ProxyWasm;
import io.tollgate.abi.data.EmbeddedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;

/** What filters may use of Java and the JDK: the same lines on a JVM and in a module. */
public final class JdkProbe implements Plugin {
    enum Colour {
        RED,
        GREEN
    }

    private sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Square(long side, String name) implements Shape {}
    }

    interface Probe {
        String run() throws IOException, GeneralSecurityException, DataFormatException;
    }

    public static void main(String[] args) {
        ProxyWasm.register(JdkProbe::new);
    }

    @Override
    public void configure(PluginSetup setup) {
        for (String line : lines()) {
            setup.log().info(line);
        }
        setup.log()
                .info(
                        "time: currentTimeMillis "
                                + (setup.clock().millis() == System.currentTimeMillis()));
    }

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        probe(
                lines,
                "language: records",
                () ->
                        new Shape.Square(3, "s")
                                + " "
                                + new Shape.Square(1, "a").equals(new Shape.Square(1, "a"))
                                + " "
                                + Objects.hash(1, 2L, "x"));
        probe(
                lines,
                "language: sealed types, instanceof patterns",
                () -> area(new Shape.Circle(2)) + " " + area(new Shape.Square(4, "")));
        probe(
                lines,
                "language: switch expressions, enums",
                () -> name(Colour.GREEN) + " " + name("b"));
        probe(
                lines,
                "language: lambdas",
                () -> {
                    Function<Integer, Integer> twice = x -> 2 * x;
                    return twice.andThen(x -> x + 1).apply(20).toString();
                });
        probe(lines, "collections: all", JdkParts::collections);
        probe(lines, "text: String, StringBuilder", JdkParts::strings);
        probe(lines, "numbers: int, long, double", JdkParts::numbers);
        probe(
                lines,
                "text: UTF-8",
                () ->
                        Arrays.toString(
                                        "a\u00fc\u20ac\ud83d\ude00"
                                                .getBytes(StandardCharsets.UTF_8))
                                + new String(
                                        new byte[] {
                                            (byte) 0xe2, (byte) 0x82, (byte) 0xac, (byte) 0xff
                                        },
                                        StandardCharsets.UTF_8));
        probe(
                lines,
                "text: ISO-8859-1, US-ASCII",
                () ->
                        Arrays.toString("a\u00fc\u20ac".getBytes(StandardCharsets.ISO_8859_1))
                                + Arrays.toString("a\u00fc".getBytes(StandardCharsets.US_ASCII)));
        probe(lines, "exceptions: all", JdkParts::exceptions);
        probe(
                lines,
                "language: text blocks",
                () ->
                        """
                two
                lines""");
        probe(
                lines,
                "digests: SHA-256",
                () -> hex(MessageDigest.getInstance("SHA-256").digest(bytes("abc".repeat(50)))));
        probe(
                lines,
                "digests: others",
                () -> refused(() -> MessageDigest.getInstance("none").getAlgorithm()));
        probe(lines, "digests: HmacSHA256", JdkParts::hmac);
        probe(
                lines,
                "java.util.zip: GZIPInputStream",
                () ->
                        new String(
                                new GZIPInputStream(
                                                new ByteArrayInputStream(
                                                        Base64.getDecoder()
                                                                .decode(
                                                                        "H4sIAAAAAAAC/8tIzcnJVyjPL8pJUchIVcgvLVIoSi3JLypRyCxRSC1LzQMAUo82ayEAAAA=")))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8));
        probe(lines, "java.util.zip: Inflater", JdkParts::inflate);
        probe(
                lines,
                "java.util.zip: CRC32",
                () -> {
                    CRC32 crc = new CRC32();
                    crc.update(bytes("123456789"));
                    return Long.toHexString(crc.getValue());
                });
        probe(
                lines,
                "text: Base64",
                () ->
                        Base64.getEncoder().encodeToString(bytes("any + value?"))
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(new byte[] {-1, -2}));
        probe(
                lines,
                "time: Duration",
                () -> Duration.ofMillis(90_061_001).toMillis() + " " + Duration.ofSeconds(61));
        probe(lines, "numbers: BigInteger", () -> BigInteger.TWO.pow(100).toString());
        probe(
                lines,
                "others: UUID.fromString",
                () -> UUID.fromString("00000000-0000-0001-0000-000000000002").toString());
        probe(
                lines,
                "text: String.format",
                () -> String.format("%05d %s %.3f %x", 42, "s", 1.5, 255));
        probe(lines, "text: regex", () -> Arrays.toString("a1b22c".split("[0-9]+")));
        probe(
                lines,
                "others: streams, Optional, java.util.function",
                () -> List.of(3, 1, 2).stream().sorted().map(String::valueOf).toList().toString());
        probe(
                lines,
                "embedded data",
                () -> {
                    Block data = EmbeddedData.find("probe.txt");
                    return data.length() + " " + data.text();
                });
        probe(lines, "blocks", JdkParts::blocks);
        return lines;
    }

    private static void probe(List<String> lines, String name, Probe probe) {
        try {
            lines.add(name + ": " + probe.run());
        } catch (IOException
                | GeneralSecurityException
                | DataFormatException
                | RuntimeException e) {
            lines.add(name + " failed: " + e);
        }
    }

    private static String refused(Probe probe) throws IOException, DataFormatException {
        try {
            return probe.run();
        } catch (GeneralSecurityException e) {
            return "refused";
        }
    }

    private static double area(Shape shape) {
        if (shape instanceof Shape.Circle circle) {
            return Math.PI * circle.radius() * circle.radius();
        }
        return shape instanceof Shape.Square square ? square.side() * square.side() : 0;
    }

    private static int name(Colour colour) {
        return switch (colour) {
            case RED -> 1;
            case GREEN -> 2;
        };
    }

    private static String name(String text) {
        return switch (text) {
            case "a" -> "first";
            case "b" -> "second";
            default -> "other";
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return text.toString();
    }
}
