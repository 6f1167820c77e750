// lint: JVM only
package io.tollgate.tokens.cli;

import io.tollgate.tokens.prompt.RequestShape;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a path says of a request: how its body is read, and the model where the path names it. */
record Target(RequestShape shape, Optional<String> model) {
    static Target of(String path) {
        String plain = decoded(path.replaceFirst("[?#].*", ""));
        return new Target(shape(plain), model(plain));
    }

    /** A path that is not well encoded is read as it stands. */
    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badPercent) {
            return path;
        }
    }

    private static RequestShape shape(String path) {
        if (path.contains("/responses")) {
            return RequestShape.RESPONSES;
        }
        if (path.contains("/messages")) {
            return RequestShape.ANTHROPIC;
        }
        if (path.contains("/converse") || path.endsWith("/count-tokens")) {
            return RequestShape.CONVERSE;
        }
        if (path.contains("/invoke")) {
            return RequestShape.INVOKE;
        }
        return path.contains(":") ? google(path) : plain(path);
    }

    private static RequestShape google(String path) {
        if (path.endsWith(":rawPredict") || path.endsWith(":streamRawPredict")) {
            return path.contains("/publishers/anthropic/")
                    ? RequestShape.ANTHROPIC
                    : RequestShape.OPENAI;
        }
        return path.contains("/publishers/") || path.contains("/projects/")
                ? RequestShape.VERTEX
                : RequestShape.GEMINI;
    }

    private static RequestShape plain(String path) {
        boolean cohere = path.matches(".*/v[12]/(chat|embed|rerank)");
        return cohere ? RequestShape.COHERE : RequestShape.OPENAI;
    }

    /** As in /v1beta/models/NAME:generateContent, /model/NAME/converse, /deployments/NAME/. */
    private static Optional<String> model(String path) {
        int bedrock = path.indexOf("/model/");
        if (bedrock >= 0) { // an ARN has slashes of its own
            int from = bedrock + "/model/".length();
            int to = path.lastIndexOf('/');
            return from < to ? Optional.of(path.substring(from, to)) : Optional.empty();
        }
        for (String folder : new String[] {"/models/", "/deployments/"}) {
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
