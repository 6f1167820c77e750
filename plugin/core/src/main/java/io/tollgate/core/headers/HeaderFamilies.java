package io.tollgate.core.headers;

import io.tollgate.core.config.GatewayConfig.HeaderFamily;
import io.tollgate.core.config.Moments;
import io.tollgate.core.http.Header;
import io.tollgate.core.limit.Durations;
import io.tollgate.core.limit.LimitView;
import io.tollgate.core.limit.LimitView.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what is known of a request's limits into the headers of each family. */
public final class HeaderFamilies {
    private final List<LimitView> views;
    private final String provider;
    private final long nowMillis;
    private final List<Header> out = new ArrayList<>();

    private HeaderFamilies(List<LimitView> views, String provider, long nowMillis) {
        this.views = views;
        this.provider = provider;
        this.nowMillis = nowMillis;
    }

    /** The headers to set; none where no limit applies. */
    public static List<Header> of(
            List<HeaderFamily> families, List<LimitView> views, String provider, long nowMillis) {
        HeaderFamilies writer = new HeaderFamilies(views, provider, nowMillis);
        if (!views.isEmpty()) {
            for (HeaderFamily family : families) {
                writer.family(family);
            }
        }
        return writer.out;
    }

    private void family(HeaderFamily family) {
        switch (family) {
            case OPENAI -> {
                openAi("requests", tightest(true));
                openAi("tokens", tightest(false));
            }
            case DRAFT03 -> draft03();
            case IETF -> ietf();
            case ANTHROPIC -> {
                anthropic("requests", tightest(true));
                anthropic("tokens", tightest(false));
                anthropic("input-tokens", tightest(Side.INPUT));
                anthropic("output-tokens", tightest(Side.OUTPUT));
            }
            case PROVIDER -> byWindow();
        }
    }

    private void openAi(String what, Optional<LimitView> view) {
        if (view.isPresent()) {
            put("x-ratelimit-limit-" + what, view.get().limit());
            put("x-ratelimit-remaining-" + what, view.get().remaining());
            if (view.get().resetMillis() >= 0) {
                out.add(
                        new Header(
                                "x-ratelimit-reset-" + what,
                                Durations.go(view.get().resetMillis())));
            }
        }
    }

    private void draft03() {
        LimitView tightest = tightest(views).orElseThrow();
        StringBuilder limits = new StringBuilder(64).append(tightest.limit());
        for (LimitView view : views) {
            limits.append(", ").append(view.limit()).append(";w=").append(view.windowSeconds());
            limits.append(";name=").append(quoted(view.name()));
        }
        out.add(new Header("x-ratelimit-limit", limits.toString()));
        put("x-ratelimit-remaining", tightest.remaining());
        if (tightest.resetMillis() >= 0) {
            put("x-ratelimit-reset", seconds(tightest.resetMillis()));
        }
    }

    private void ietf() {
        StringBuilder policy = new StringBuilder(64);
        for (LimitView view : views) {
            policy.append(policy.length() == 0 ? "" : ", ").append(quoted(view.name()));
            policy.append(";q=").append(view.limit());
            if (view.windowSeconds() > 0) {
                policy.append(";w=").append(view.windowSeconds());
            }
        }
        LimitView tightest = tightest(views).orElseThrow();
        String state = quoted(tightest.name()) + ";r=" + tightest.remaining();
        String reset = tightest.resetMillis() < 0 ? "" : ";t=" + seconds(tightest.resetMillis());
        out.add(new Header("ratelimit-policy", policy.toString()));
        out.add(new Header("ratelimit", state + reset));
    }

    private void anthropic(String what, Optional<LimitView> view) {
        if (view.isPresent()) {
            String prefix = "anthropic-ratelimit-" + what;
            put(prefix + "-limit", view.get().limit());
            put(prefix + "-remaining", view.get().remaining());
            if (view.get().resetMillis() >= 0) {
                long reset = seconds(nowMillis + view.get().resetMillis());
                out.add(new Header(prefix + "-reset", Moments.format(reset)));
            }
        }
    }

    /** One limit for each length of window: the tightest. */
    private void byWindow() {
        List<Long> done = new ArrayList<>();
        for (LimitView view : views) {
            if (view.windowSeconds() > 0 && !done.contains(view.windowSeconds())) {
                done.add(view.windowSeconds());
                List<LimitView> same = new ArrayList<>(views);
                same.removeIf(other -> other.windowSeconds() != view.windowSeconds());
                LimitView tightest = tightest(same).orElse(view);
                String suffix = "-" + view.windowSeconds() + "-" + token(provider);
                put("x-ratelimit-limit" + suffix, tightest.limit());
                put("x-ratelimit-remaining" + suffix, tightest.remaining());
            }
        }
    }

    private Optional<LimitView> tightest(boolean requests) {
        List<LimitView> kind = new ArrayList<>(views);
        kind.removeIf(view -> view.requests() != requests);
        return tightest(kind);
    }

    private Optional<LimitView> tightest(Side side) {
        List<LimitView> kind = new ArrayList<>(views);
        kind.removeIf(view -> view.requests() || view.side() != side);
        return tightest(kind);
    }

    private static Optional<LimitView> tightest(List<LimitView> among) {
        Optional<LimitView> best = Optional.empty();
        for (LimitView view : among) {
            if (best.isEmpty() || view.tighterThan(best.get())) {
                best = Optional.of(view);
            }
        }
        return best;
    }

    private void put(String name, long value) {
        out.add(new Header(name, Long.toString(value)));
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1000;
    }

    /** A string of a structured field: printable ASCII in quotes. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append(c < ' ' || c > '~' ? '_' : c);
        }
        return quoted.append('"').toString();
    }

    private static String token(String text) {
        StringBuilder token = new StringBuilder(text);
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            boolean letter =
                    (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_'
                            || c == '.';
            boolean capital = c >= 'A' && c <= 'Z';
            token.setCharAt(i, letter ? c : capital ? (char) (c + 32) : '_');
        }
        return token.toString();
    }
}
