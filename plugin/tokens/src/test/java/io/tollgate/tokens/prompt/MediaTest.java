package io.tollgate.tokens.prompt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest {
    @ParameterizedTest
    @CsvSource({
        "PNG, 89504e470d0a1a0a0000000d4948445200000320000002580802000000, 800, 600",
        "GIF, 4749463839612003580200, 800, 600",
        "JPEG, ffd8ffe000104a46494600010100000100010000ffc00011080258032003012200, 800, 600",
        "WebP lossy, 524946460000000057454250565038200000000030010 09d012a20035802, 800, 600",
        "WebP lossless, 5249464600000000574542505650384c000000002f1fc3950000, 800, 600",
        "WebP extended, 5249464600000000574542505650385800000000000000001f0300570200, 800, 600",
        "text, 68656c6c6f20776f726c64, 0, 0",
        "cut PNG, 89504e470d0a1a0a, 0, 0"
    })
    void sizeIsReadFromTheFirstBytes(String name, String hex, int width, int height) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        for (String prefix : new String[] {"", "data:image/x;base64,"}) {
            byte[] text = (prefix + Base64.getEncoder().encodeToString(bytes)).getBytes(US_ASCII);
            for (int step : new int[] {1, 3, text.length}) {
                Blob blob = new Blob();
                blob.begin();
                feed(blob, text, step);
                blob.kind();
                assertEquals(width + "x" + height, blob.width + "x" + blob.height, name);
            }
        }
    }

    private static void feed(Blob blob, byte[] text, int step) {
        for (int at = 0; at < text.length; at += step) {
            byte[] piece = Arrays.copyOfRange(text, at, Math.min(text.length, at + step));
            blob.feed(piece, piece.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "a, 3",
        "JVBERi0x, 1",
        "https://host/cat.png, 0",
        "http: all of it is text, 3"
    })
    void whatItIsShowsInTheFirstBytes(String text, int kind) {
        boolean textOnly = text.startsWith("http:");
        byte[] all = (textOnly ? text + " and more".repeat(1000) : text).getBytes(US_ASCII);
        Blob blob = new Blob();
        blob.begin();
        blob.feed(all, all.length);
        assertEquals(!text.isEmpty(), blob.any());
        if (blob.any()) {
            assertEquals(kind, blob.kind());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TILES, 128, 64, true, 85, 170, 85",
        "TILES, 128, 64, false, 85, 170, 255",
        "TILES, 1024, 1024, false, 85, 170, 765",
        "TILES, 2048, 4096, false, 85, 170, 1105",
        "TILES, 0, 0, false, 85, 170, 1445",
        "PATCHES, 1024, 1024, false, 162, 0, 1659",
        "PATCHES, 0, 0, false, 246, 0, 3779",
        "AREA, 1000, 750, false, 0, 0, 1000",
        "AREA, 4000, 4000, false, 0, 0, 1600",
        "GEMINI, 384, 384, false, 0, 0, 258",
        "GEMINI, 1536, 768, false, 0, 0, 516",
        "FLAT, 10, 10, false, 400, 0, 400"
    })
    void imagesCountByTheProvidersRules(
            ImageRule rule,
            int width,
            int height,
            boolean low,
            int first,
            int second,
            long tokens) {
        assertEquals(tokens, rule.tokens(width, height, low, first, second));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o*, gpt-4o-mini, true",
        "gpt-4o*, gpt-4, false",
        "*claude*, us.anthropic.claude-3, true",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxbyy, false",
        "x|gpt, gpt, true",
        "*, anything, true",
        "a, ab, false"
    })
    void starsStandForAnyText(String glob, String name, boolean fits) {
        assertEquals(fits, Glob.any(glob, name));
    }
}
