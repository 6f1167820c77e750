package io.tollgate.core.endpoint;

import io.tollgate.core.http.RequestHead;
import java.util.ArrayList;
import java.util.List;

/**
 * What a provider is called when no configuration says it: by host, then by path, then by dialect.
 */
final class ProviderNames {
    /** A part of the host's name, and the provider. */
    private static final String[] HOSTS = {
        ".openai.azure.com", "azure",
        ".services.ai.azure.com", "azure",
        ".cognitiveservices.azure.com", "azure",
        "aiplatform.googleapis.com", "vertex",
        "generativelanguage.googleapis.com", "gemini",
        "api.anthropic.com", "anthropic",
        "mistral.ai", "mistral",
        "cohere.com", "cohere",
        "cohere.ai", "cohere",
        "bedrock", "bedrock",
        "api.openai.com", "openai",
        "api.groq.com", "openai",
    };

    /** A folder of the path, and the provider. */
    private static final String[] FOLDERS = {
        "/openai/deployments/", "azure",
        "/publishers/", "vertex",
        "/endpoints/openapi/", "vertex",
        "/v1beta/openai/", "gemini",
        "/azure/", "azure",
        "/mistral/", "mistral",
        "/vllm/", "vllm",
        "/kserve/", "kserve",
        "/bedrock/", "bedrock",
        "/vertex/", "vertex",
        "/cohere/", "cohere",
    };

    private ProviderNames() {}

    /** Each of them once. */
    static List<String> all() {
        List<String> names = new ArrayList<>();
        addTo(names, HOSTS);
        addTo(names, FOLDERS);
        return names;
    }

    private static void addTo(List<String> names, String[] table) {
        for (int i = 1; i < table.length; i += 2) {
            if (!names.contains(table[i])) {
                names.add(table[i]);
            }
        }
    }

    static String of(RequestHead head, String path, Dialect dialect) {
        String host = Endpoints.host(head.authority());
        for (int i = 0; i < HOSTS.length; i += 2) {
            if (host.contains(HOSTS[i])) {
                return HOSTS[i + 1];
            }
        }
        for (int i = 0; i < FOLDERS.length; i += 2) {
            if (path.contains(FOLDERS[i])) {
                return FOLDERS[i + 1];
            }
        }
        return byDialect(head, path, dialect);
    }

    private static String byDialect(RequestHead head, String path, Dialect dialect) {
        return switch (dialect) {
            case OPENAI, RESPONSES -> openAi(head, path);
            case ANTHROPIC -> path.endsWith("rawpredict") ? "vertex" : "anthropic";
            case GEMINI ->
                    path.contains("/projects/") || path.startsWith("/v1beta1/")
                            ? "vertex"
                            : "gemini";
            case BEDROCK, INVOKE -> "bedrock";
            case COHERE -> "cohere";
            case MISTRAL -> "mistral";
        };
    }

    /**
     * {@code /openai/v1} is Azure's new path and KServe's front: Azure shows by its key or version.
     */
    private static String openAi(RequestHead head, String path) {
        if (head.headers().contains("api-key") || head.path().contains("api-version=")) {
            return "azure";
        }
        if (path.endsWith("tokenize")) {
            return "vllm";
        }
        return path.startsWith("/openai/v1/") ? "kserve" : "openai";
    }
}
