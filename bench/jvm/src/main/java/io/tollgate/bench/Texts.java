package io.tollgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Text to read and to count: always the same, and too varied for a cache of one line. */
public final class Texts {
    private static final String[] WORDS = words();

    private static final String METHOD =
            """
                private static int NAMEOf(byte[] OTHER, int from) {
                    int NAME = 0xHEX;
                    for (int i = from; i < OTHER.length; i++) {
                        NAME += OTHER[i] * (i + NUMBER);
                    }
                    return NAME;
                }

            """;

    private Texts() {}

    /** Writes the texts into a folder, for the same counts inside Envoy. */
    public static void main(String[] folder) throws IOException {
        Path target = Files.createDirectories(Path.of(folder[0]));
        for (String kind : new String[] {"english", "code", "chinese"}) {
            Files.writeString(target.resolve(kind + ".txt"), of(kind, 100_000));
        }
    }

    /** About {@code size} bytes of prose, program text or Chinese. */
    static String of(String kind, int size) {
        return switch (kind) {
            case "english" -> english(size);
            case "code" -> code(size);
            case "chinese" -> chinese(size);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** A chat request whose prompt has about {@code size} bytes. */
    static byte[] chat(int size) {
        String text = english(size).replace("\n", "\\n").replace("\"", "\\\"");
        String body =
                "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"You help.\"},"
                        + "{\"role\":\"user\",\"content\":\""
                        + text
                        + "\"}],\"temperature\":0.2,\"stream\":true}";
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static String english(int size) {
        Random random = new Random(1);
        StringBuilder out = new StringBuilder(size + 100);
        while (out.length() < size) {
            int words = 6 + random.nextInt(12);
            for (int i = 0; i < words; i++) {
                out.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            }
            out.append(random.nextInt(8) == 0 ? ".\n\n" : ". ");
        }
        return out.toString();
    }

    private static String code(int size) {
        Random random = new Random(2);
        StringBuilder out = new StringBuilder(size + 300);
        while (out.length() < size) {
            out.append(
                    METHOD.replace("NAME", WORDS[random.nextInt(WORDS.length)])
                            .replace("OTHER", WORDS[random.nextInt(WORDS.length)])
                            .replace("HEX", Integer.toHexString(random.nextInt()))
                            .replace("NUMBER", Integer.toString(random.nextInt(1000))));
        }
        return out.toString();
    }

    private static String chinese(int size) {
        Random random = new Random(3);
        String common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经";
        StringBuilder out = new StringBuilder(size / 3 + 10);
        while (out.length() * 3 < size) {
            out.append(common.charAt(random.nextInt(common.length())));
            if (random.nextInt(12) == 0) {
                out.append(random.nextInt(4) == 0 ? "。" : "，");
            }
        }
        return out.toString();
    }

    private static String[] words() {
        return ("the of and a to in is you that it he was for on are as with his they at be this have from or one had by"
                        + " word but not what all were we when your can said there use an each which she do how their if"
                        + " will up other about out many then them these so some her would make like him into time has look"
                        + " two more write go see number no way could people my than first water been call who oil its now"
                        + " find long down day did get come made may part gateway token budget stream request answer provider"
                        + " latency measure counter window service consumer product operation because international"
                        + " documentation implementation responsibility understanding configuration")
                .split(" ");
    }
}
