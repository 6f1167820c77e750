package io.tollgate.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, a/b, true",
        "gpt-*, gpt-4o, true",
        "gpt-*, gpt, false",
        "gpt-4o, gpt-4o, true",
        "gpt-4o, gpt-4o-mini, false",
        "*-mini, gpt-4o-mini, true",
        "a*a, a, false",
        "a*a, aa, true",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxcyyb, false",
        "/v1/*/x, /v1/a/b/x, true",
        "**, any, true",
        "a.c, abc, false",
        "*ab*ab, abab, true",
        "*ab*ab, ab, false",
        "Gpt-*, gpt-4, false",
    })
    void starsMatchAnything(String pattern, String text, boolean matches) {
        assertEquals(matches, Glob.of(pattern).matches(text));
    }

    @ParameterizedTest
    @CsvSource({
        "/gcs/*, *, /gcs/llama/8b, llama/8b",
        "a*b*c, *-*, a1b2c, 1-2",
        "a*b*c, x*, a1b2c, x1",
        "gpt-4, gpt-4o, gpt-4, gpt-4o",
        "*, fixed, x, fixed",
        "x*, y, z, none",
    })
    void targetsTakeWhatTheStarsMatched(
            String pattern, String target, String text, String expected) {
        assertEquals(expected, Glob.of(pattern).rewrite(text, target).orElse("none"));
    }
}
