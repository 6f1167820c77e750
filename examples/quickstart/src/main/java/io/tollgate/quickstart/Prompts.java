package io.tollgate.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the text in a request body, whatever the dialect wraps around it. */
final class Prompts {

    private Prompts() {}

    /** One text a message; parts of a message are joined. */
    static List<String> messages(List<?> messages) {
        List<String> texts = new ArrayList<>();
        for (Object message : messages) {
            texts.add(textOf(message));
        }
        return texts;
    }

    /** The text of a string, of a list of parts, or of an object with text or content in it. */
    static String textOf(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof List<?> parts) {
            StringBuilder all = new StringBuilder();
            parts.forEach(part -> all.append(textOf(part)));
            return all.toString();
        }
        if (value instanceof Map<?, ?> map) {
            for (String key : List.of("content", "text", "parts")) {
                if (map.get(key) != null) {
                    return textOf(map.get(key));
                }
            }
        }
        return "";
    }
}
