// lint: JVM only
package io.tollgate.tokens.cli;

import io.tollgate.tokens.prompt.RequestShape;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a path says of a request: how its body is read, and the model where the path names it. */
record Target(RequestShape shape, Optional<String> model) {
    static Target of(String path) {
        String plain = URLDecoder.decode(path.replaceFirst("[?#].*", ""), StandardCharsets.UTF_8);
        return new Target(shape(plain), model(plain));
    }

    private static RequestShape shape(String path) {
        if (path.contains("/responses")) {
            return RequestShape.RESPONSES;
        }
        if (path.contains("/messages")) {
            return RequestShape.ANTHROPIC;
        }
        if (path.contains("/converse")) {
            return RequestShape.CONVERSE;
        }
        if (path.contains("/invoke") || path.endsWith("/count-tokens")) {
            return RequestShape.INVOKE;
        }
        if (path.contains(":")) {
            return path.contains("/projects/") ? RequestShape.VERTEX : RequestShape.GEMINI;
        }
        boolean cohere = path.matches("/v[12]/(chat|embed|rerank)");
        return cohere ? RequestShape.COHERE : RequestShape.OPENAI;
    }

    /** As in /v1beta/models/NAME:generateContent, /model/NAME/converse, /deployments/NAME/. */
    private static Optional<String> model(String path) {
        for (String folder : new String[] {"/models/", "/model/", "/deployments/"}) {
            int at = path.indexOf(folder);
            if (at >= 0) {
                String rest = path.substring(at + folder.length());
                String name = rest.replaceFirst(folder.equals("/models/") ? "[:/].*" : "/.*", "");
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
