package io.tollgate.core.endpoint;

import io.tollgate.core.http.Ascii;
import io.tollgate.core.http.RequestHead;
import java.util.Optional;

/** Dialect and operation by the end of a path, model by its middle. */
final class PathReader {
    /** Ends of paths; the longer of two that share an end comes first. */
    private static final Row[] ENDS = {
        row("/chat/completions", Dialect.OPENAI, Operation.CHAT),
        row("/completions", Dialect.OPENAI, Operation.COMPLETIONS),
        row("/v1/embed", Dialect.COHERE, Operation.EMBEDDINGS),
        row("/v2/embed", Dialect.COHERE, Operation.EMBEDDINGS),
        row("/embeddings", Dialect.OPENAI, Operation.EMBEDDINGS),
        row("/responses", Dialect.RESPONSES, Operation.RESPONSES),
        row("/responses/compact", Dialect.RESPONSES, Operation.RESPONSES),
        row("/responses/input_tokens", Dialect.RESPONSES, Operation.COUNT),
        row("/images/generations", Dialect.OPENAI, Operation.IMAGES),
        row("/images/edits", Dialect.OPENAI, Operation.IMAGES),
        row("/images/variations", Dialect.OPENAI, Operation.IMAGES),
        row("/audio/transcriptions", Dialect.OPENAI, Operation.AUDIO),
        row("/audio/translations", Dialect.OPENAI, Operation.AUDIO),
        row("/audio/speech", Dialect.OPENAI, Operation.AUDIO),
        row("/messages", Dialect.ANTHROPIC, Operation.MESSAGES),
        row("/messages/count_tokens", Dialect.ANTHROPIC, Operation.COUNT),
        row("/v1/chat", Dialect.COHERE, Operation.CHAT),
        row("/v2/chat", Dialect.COHERE, Operation.CHAT),
        row("/tokenize", Dialect.OPENAI, Operation.COUNT),
        row("/detokenize", Dialect.OPENAI, Operation.COUNT),
        row("/rerank", Dialect.OPENAI, Operation.OTHER),
    };

    /** Gemini's and Vertex's methods, after the last colon. */
    private static final Row[] METHODS = {
        row("generatecontent", Dialect.GEMINI, Operation.GENERATE),
        row("streamgeneratecontent", Dialect.GEMINI, Operation.GENERATE),
        row("embedcontent", Dialect.GEMINI, Operation.EMBEDDINGS),
        row("batchembedcontents", Dialect.GEMINI, Operation.EMBEDDINGS),
        row("counttokens", Dialect.GEMINI, Operation.COUNT),
        row("rawpredict", Dialect.ANTHROPIC, Operation.MESSAGES),
        row("streamrawpredict", Dialect.ANTHROPIC, Operation.MESSAGES),
    };

    /** Bedrock's verbs, after the model. */
    private static final Row[] VERBS = {
        row("/converse", Dialect.BEDROCK, Operation.CONVERSE),
        row("/converse-stream", Dialect.BEDROCK, Operation.CONVERSE),
        row("/invoke", Dialect.INVOKE, Operation.INVOKE),
        row("/invoke-with-response-stream", Dialect.INVOKE, Operation.INVOKE),
        row("/count-tokens", Dialect.BEDROCK, Operation.COUNT),
    };

    private PathReader() {}

    private record Row(String end, Dialect dialect, Operation operation) {}

    private static Row row(String end, Dialect dialect, Operation operation) {
        return new Row(end, dialect, operation);
    }

    static Optional<Endpoint> read(RequestHead head, String path) {
        String lower = Ascii.lower(path);
        String method =
                Ascii.lower(head.method()); // over HTTP/2 any case passes, and some servers take it
        if (!method.equals("post")) {
            return method.equals("get") && listsModels(lower)
                    ? endpoint(
                            head,
                            lower,
                            row("", listDialect(head, lower), Operation.MODELS),
                            path,
                            "")
                    : Optional.empty();
        }
        Optional<Endpoint> bedrock = bedrock(head, path, lower);
        return bedrock.isPresent()
                ? bedrock
                : google(head, path, lower).or(() -> plain(head, path, lower));
    }

    private static Optional<Endpoint> bedrock(RequestHead head, String path, String lower) {
        int from = lower.indexOf("/model/");
        Row row = from < 0 ? null : find(VERBS, lower);
        if (row == null) {
            return Optional.empty();
        }
        int start = from + "/model/".length();
        int end = path.length() - row.end().length();
        return start < end
                ? endpoint(head, lower, row, path, path.substring(start, end))
                : Optional.empty();
    }

    private static Optional<Endpoint> google(RequestHead head, String path, String lower) {
        int colon = lower.lastIndexOf(':');
        int slash = path.lastIndexOf('/', Math.max(colon, 0));
        String method = lower.substring(colon + 1);
        for (Row row : METHODS) {
            if (colon > 0 && method.equals(row.end())) {
                boolean raw =
                        method.endsWith("rawpredict") && !lower.contains("/publishers/anthropic/");
                Row read = raw ? row(row.end(), Dialect.OPENAI, Operation.CHAT) : row;
                return endpoint(head, lower, read, path, path.substring(slash + 1, colon));
            }
        }
        return Optional.empty();
    }

    private static Optional<Endpoint> plain(RequestHead head, String path, String lower) {
        Row row = find(ENDS, lower);
        // The messages of an OpenAI thread are stored, not answered.
        if (row == null || (row.dialect() == Dialect.ANTHROPIC && lower.contains("/threads/"))) {
            return Optional.empty();
        }
        return endpoint(head, lower, row, path, deployment(path, lower));
    }

    private static Row find(Row[] rows, String lower) {
        for (Row row : rows) {
            if (lower.endsWith(row.end())) {
                return row;
            }
        }
        return null;
    }

    /** Azure's name for a model, where the path holds it. */
    private static String deployment(String path, String lower) {
        int at = lower.indexOf("/deployments/");
        int start = at + "/deployments/".length();
        return at < 0 ? "" : path.substring(start, Math.max(path.indexOf('/', start), start));
    }

    private static boolean listsModels(String lower) {
        int at = lower.lastIndexOf("/models");
        return at >= 0
                && (lower.length() == at + 7 || lower.charAt(at + 7) == '/')
                && lower.indexOf(':', at) < 0;
    }

    private static Dialect listDialect(RequestHead head, String lower) {
        boolean anthropic = head.headers().contains("anthropic-version");
        return lower.contains("/v1beta")
                ? Dialect.GEMINI
                : anthropic ? Dialect.ANTHROPIC : Dialect.OPENAI;
    }

    private static Optional<Endpoint> endpoint(
            RequestHead head, String lower, Row row, String path, String model) {
        String provider = ProviderNames.of(head, lower, row.dialect());
        Dialect dialect =
                provider.equals("mistral") && row.dialect() == Dialect.OPENAI
                        ? Dialect.MISTRAL
                        : row.dialect();
        boolean streams = row.end().startsWith("stream") || row.end().endsWith("-stream");
        Optional<String> named = model.isEmpty() ? Optional.empty() : Optional.of(model);
        return Optional.of(new Endpoint(provider, dialect, row.operation(), named, streams, path));
    }
}
