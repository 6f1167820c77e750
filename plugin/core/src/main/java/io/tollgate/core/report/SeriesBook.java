package io.tollgate.core.report;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of metric series: {@code tollgate.tokens._provider_=openai;_model_=gpt-4o;_type_=input}.
 * Envoy keeps a series for ever and callers choose models, so that beyond a number of series models
 * and consumers fold into {@code other}. A name is spelled once: every request needs several.
 */
public final class SeriesBook {
    private final int maxSeries;
    private final Map<Tags, Map<String, String>> names = new HashMap<>();
    private int known;

    public SeriesBook(int maxSeries) {
        this.maxSeries = maxSeries;
    }

    public String name(String metric, Tags tags) {
        Map<String, String> metrics = names.get(tags);
        String name = metrics == null ? null : metrics.get(metric);
        if (name != null) {
            return name;
        }
        if (known >= maxSeries) {
            return spell(metric, tags.folded());
        }
        return learn(metric, tags);
    }

    private String learn(String metric, Tags tags) {
        String name = spell(metric, tags);
        names.computeIfAbsent(tags, t -> new HashMap<>()).put(metric, name);
        known++;
        return name;
    }

    static String spell(String metric, Tags tags) {
        StringBuilder out = new StringBuilder(metric);
        tag(out, "provider", tags.provider());
        tag(out, "model", tags.model());
        tag(out, "consumer", tags.consumer());
        tag(out, "type", tags.type());
        tag(out, "outcome", tags.outcome());
        tag(out, "limit", tags.limit());
        if (out.charAt(out.length() - 1) == ';') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    private static void tag(StringBuilder out, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        if (out.charAt(out.length() - 1) != ';') {
            out.append('.');
        }
        out.append('_').append(name).append("_=");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            out.append(c < ' ' || c == ';' || c == 0x7f ? '_' : c);
        }
        out.append(';');
    }
}
