package io.tollgate.core.refusal;

/** Why a request is answered here, with the words that each API has for it. */
public enum Reason {
    BAD_REQUEST(
            400,
            "invalid_request_error",
            "invalid_request",
            "invalid_request_error",
            "INVALID_ARGUMENT",
            "ValidationException"),
    PROMPT_TOO_LONG(
            400,
            "invalid_request_error",
            "context_length_exceeded",
            "invalid_request_error",
            "INVALID_ARGUMENT",
            "ValidationException"),
    UNAUTHENTICATED(
            401,
            "invalid_request_error",
            "invalid_api_key",
            "authentication_error",
            "UNAUTHENTICATED",
            "UnrecognizedClientException"),
    FORBIDDEN(
            403,
            "invalid_request_error",
            "permission_denied",
            "permission_error",
            "PERMISSION_DENIED",
            "AccessDeniedException"),
    NOT_FOUND(
            404,
            "invalid_request_error",
            "not_found",
            "not_found_error",
            "NOT_FOUND",
            "ResourceNotFoundException"),
    TOO_LARGE(
            413,
            "invalid_request_error",
            "request_too_large",
            "request_too_large",
            "INVALID_ARGUMENT",
            "ValidationException"),
    TOKENS(
            429,
            "tokens",
            "rate_limit_exceeded",
            "rate_limit_error",
            "RESOURCE_EXHAUSTED",
            "ThrottlingException"),
    REQUESTS(
            429,
            "requests",
            "rate_limit_exceeded",
            "rate_limit_error",
            "RESOURCE_EXHAUSTED",
            "ThrottlingException"),
    INTERNAL(
            500,
            "server_error",
            "internal_error",
            "api_error",
            "INTERNAL",
            "InternalServerException"),
    BAD_GATEWAY(
            502,
            "server_error",
            "bad_gateway",
            "api_error",
            "UNAVAILABLE",
            "ServiceUnavailableException"),
    UNAVAILABLE(
            503,
            "server_error",
            "service_unavailable",
            "overloaded_error",
            "UNAVAILABLE",
            "ServiceUnavailableException"),
    TIMEOUT(
            504,
            "server_error",
            "timeout",
            "timeout_error",
            "DEADLINE_EXCEEDED",
            "ServiceUnavailableException");

    private final int status;
    private final String openAiType;
    private final String openAiCode;
    private final String anthropicType;
    private final String googleStatus;
    private final String amazonType;

    Reason(
            int status,
            String openAiType,
            String openAiCode,
            String anthropicType,
            String googleStatus,
            String amazonType) {
        this.status = status;
        this.openAiType = openAiType;
        this.openAiCode = openAiCode;
        this.anthropicType = anthropicType;
        this.googleStatus = googleStatus;
        this.amazonType = amazonType;
    }

    public int status() {
        return status;
    }

    /**
     * The nearest reason for a status that somebody else chose, such as Envoy in a reply of its
     * own.
     */
    public static Reason of(int status) {
        Reason nearest = status >= 500 ? INTERNAL : BAD_REQUEST;
        for (Reason reason : values()) {
            if (reason.status == status && reason != PROMPT_TOO_LONG && reason != TOKENS) {
                nearest = reason;
                break;
            }
        }
        return nearest;
    }

    boolean rateLimited() {
        return this == TOKENS || this == REQUESTS;
    }

    String openAiType() {
        return openAiType;
    }

    String openAiCode() {
        return openAiCode;
    }

    String anthropicType() {
        return anthropicType;
    }

    String googleStatus() {
        return googleStatus;
    }

    String amazonType() {
        return amazonType;
    }
}
