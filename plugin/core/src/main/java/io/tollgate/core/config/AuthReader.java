package io.tollgate.core.config;

import io.tollgate.core.auth.Digests;
import io.tollgate.core.config.AuthConfig.KeyConfig;
import io.tollgate.core.config.ProductConfig.OperationRule;
import io.tollgate.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Reads who may call what. */
final class AuthReader {
    private final Problems problems;

    AuthReader(Problems problems) {
        this.problems = problems;
    }

    AuthConfig auth(Node node) {
        List<KeyConfig> keys = new ArrayList<>();
        for (JsonValue item : node.items("keys")) {
            keys.add(key(Node.of("auth.keys[" + keys.size() + "]", ConfigTable.key(), item)));
        }
        Node from = node.child("consumerFrom", ConfigTable.consumerFrom());
        if (node.value("consumerFrom") instanceof JsonValue.JsonObject
                && from.has("header") == from.has("property")) {
            problems.add(from.path(), "needs exactly one of header, property");
        }
        return new AuthConfig(
                node.flag("required"),
                keys,
                node.lower("header"),
                node.flag("forward"),
                from.lower("header"),
                property(from.value("property")));
    }

    private KeyConfig key(Node node) {
        if (node.has("sha256") == node.has("key")) {
            problems.add(node.path(), "needs exactly one of sha256, key");
        }
        String digest =
                node.has("key") ? Digests.sha256Hex(node.text("key")) : node.lower("sha256");
        long expires =
                node.has("expires")
                        ? Moments.parse(node.text("expires")).orElse(0)
                        : Long.MAX_VALUE;
        return new KeyConfig(digest, node.text("consumer"), node.text("product"), expires);
    }

    /**
     * A path of names: a list of them, or a text with dots where a name with dots of its own stands
     * in ['…'].
     */
    static List<String> property(JsonValue value) {
        if (!(value instanceof JsonValue.JsonString string)) {
            return Node.texts(value);
        }
        List<String> names = new ArrayList<>();
        String text = string.text();
        int from = 0;
        while (from < text.length()) {
            int end =
                    text.charAt(from) == '['
                            ? bracket(text, from, names)
                            : plain(text, from, names);
            from = end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
        }
        return names;
    }

    private static int plain(String text, int from, List<String> names) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        if (end > from) {
            names.add(text.substring(from, end));
        }
        return Math.max(end, from);
    }

    private static int bracket(String text, int from, List<String> names) {
        int close = text.indexOf(']', from);
        int end = close < 0 ? text.length() : close;
        int cut =
                end - from > 3 && (text.charAt(from + 1) == '\'' || text.charAt(from + 1) == '"')
                        ? 1
                        : 0;
        names.add(text.substring(from + 1 + cut, end - cut));
        return Math.min(end + 1, text.length());
    }

    static List<OperationRule> operations(Node product) {
        List<OperationRule> rules = new ArrayList<>();
        for (JsonValue item : product.items("operations")) {
            if (item instanceof JsonValue.JsonString name) {
                rules.add(new OperationRule(name.text(), Globs.ANY, List.of()));
            } else {
                Node node = Node.of("", ConfigTable.operation(), item);
                rules.add(new OperationRule("", node.globs("path"), upper(node.texts("methods"))));
            }
        }
        return rules;
    }

    private static List<String> upper(List<String> words) {
        List<String> out = new ArrayList<>();
        for (String word : words) {
            StringBuilder upper = new StringBuilder(word);
            for (int i = 0; i < upper.length(); i++) {
                char c = upper.charAt(i);
                upper.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
            }
            out.add(upper.toString());
        }
        return out;
    }
}
