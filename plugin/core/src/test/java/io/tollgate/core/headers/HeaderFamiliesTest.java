package io.tollgate.core.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.config.GatewayConfig.HeaderFamily;
import io.tollgate.core.headers.UpstreamHeaders.Rename;
import io.tollgate.core.http.Header;
import io.tollgate.core.http.Headers;
import io.tollgate.core.limit.LimitView;
import io.tollgate.core.limit.LimitView.Side;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderFamiliesTest {
    private static final long NOW = 1_800_000_000_400L; // 2027-01-15T08:00:00.4Z
    private static final List<LimitView> VIEWS =
            List.of(
                    new LimitView("tpm", false, Side.BOTH, 1000, 258, 12_345, 60),
                    new LimitView("tpd", false, Side.BOTH, 100_000, 99_000, 3_600_000, 86_400),
                    new LimitView("out \"x\"", false, Side.OUTPUT, 500, 499, 1_000, 60),
                    new LimitView("rpm", true, Side.BOTH, 10, 9, -1, 60));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPENAI | x-ratelimit-limit-requests: 10, x-ratelimit-remaining-requests: 9, x-ratelimit-limit-tokens: 1000,"
                        + " x-ratelimit-remaining-tokens: 258, x-ratelimit-reset-tokens: 12.345s",
                "DRAFT03 | x-ratelimit-limit: 1000, 1000;w=60;name=\"tpm\", 100000;w=86400;name=\"tpd\", 500;w=60;name=\"out \\\"x\\\"\", 10;w=60;name=\"rpm\","
                        + " x-ratelimit-remaining: 258, x-ratelimit-reset: 13",
                "IETF | ratelimit-policy: \"tpm\";q=1000;w=60, \"tpd\";q=100000;w=86400, \"out \\\"x\\\"\";q=500;w=60, \"rpm\";q=10;w=60, ratelimit: \"tpm\";r=258;t=13",
                "ANTHROPIC | anthropic-ratelimit-requests-limit: 10, anthropic-ratelimit-requests-remaining: 9, anthropic-ratelimit-tokens-limit: 1000,"
                        + " anthropic-ratelimit-tokens-remaining: 258, anthropic-ratelimit-tokens-reset: 2027-01-15T08:00:13Z,"
                        + " anthropic-ratelimit-output-tokens-limit: 500, anthropic-ratelimit-output-tokens-remaining: 499,"
                        + " anthropic-ratelimit-output-tokens-reset: 2027-01-15T08:00:02Z",
                "PROVIDER | x-ratelimit-limit-60-my_ai: 1000, x-ratelimit-remaining-60-my_ai: 258, x-ratelimit-limit-86400-my_ai: 100000,"
                        + " x-ratelimit-remaining-86400-my_ai: 99000",
            })
    void everyFamilyShowsTheTightestLimit(HeaderFamily family, String expected) {
        assertEquals(expected, text(HeaderFamilies.of(List.of(family), VIEWS, "My AI", NOW)));
    }

    @Test
    void withoutLimitsThereIsNothingToShow() {
        assertEquals(
                List.of(),
                HeaderFamilies.of(List.of(HeaderFamily.values()), List.of(), "openai", NOW));
        assertEquals(List.of(), HeaderFamilies.of(List.of(), VIEWS, "openai", NOW));
    }

    @Test
    void tightnessIsAShare() {
        LimitView large = new LimitView("large", false, Side.BOTH, 1_000_000, 400_000, 0, 60);
        LimitView small = new LimitView("small", false, Side.BOTH, 100, 50, 0, 60);
        assertEquals(
                "1000000",
                HeaderFamilies.of(List.of(HeaderFamily.OPENAI), List.of(small, large), "p", NOW)
                        .get(0)
                        .value());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, x-ratelimit-remaining-tokens, x-upstream-x-ratelimit-remaining-tokens",
        "OPENAI, anthropic-ratelimit-tokens-limit, -",
        "ANTHROPIC, anthropic-ratelimit-tokens-limit, x-upstream-anthropic-ratelimit-tokens-limit",
        "IETF, ratelimit, x-upstream-ratelimit",
        "IETF, ratelimit-policy, x-upstream-ratelimit-policy",
        "DRAFT03, x-ratelimit-limit, x-upstream-x-ratelimit-limit",
        "PROVIDER, x-ratelimit-limit-60-openai, x-upstream-x-ratelimit-limit-60-openai",
        "OPENAI, retry-after, -",
    })
    void theProvidersOwnAreKeptApart(HeaderFamily family, String name, String expected) {
        List<Rename> renames =
                UpstreamHeaders.renames(
                        Headers.of("content-type", "a", name, "7"), List.of(family));
        assertEquals(
                expected.equals("-") ? List.of() : List.of(new Rename(name, expected, "7")),
                renames);
    }

    private static String text(List<Header> headers) {
        return String.join(
                ", ",
                headers.stream().map(header -> header.name() + ": " + header.value()).toList());
    }
}
