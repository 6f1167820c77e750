package io.tollgate.quickstart;

/** What {@code make run} prints. */
final class Banner {

    private static final String TEXT =
            """

            Tollgate is running.
              gateway      http://127.0.0.1:@PORT@     (OpenAI: /v1/chat/completions, Anthropic: /v1/messages)
              live page    http://127.0.0.1:@DEMO_PORT@
              Envoy admin  http://127.0.0.1:@ADMIN_PORT@     (metrics: /stats/prometheus)
              limit        2000 tokens a minute for each consumer, kept by @SERVICE@

            Try:

            1. A counted answer. Expect 200, a usage object, and x-ratelimit-remaining-tokens.
            curl -si http://127.0.0.1:@PORT@/v1/chat/completions -H 'content-type: application/json' -d '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}'

            2. A stream. Expect 200 and chunks as they are said; it is counted though it shows no usage.
            curl -siN http://127.0.0.1:@PORT@/v1/chat/completions -H 'content-type: application/json' -H 'x-demo-chunk-ms: 50' -d '{"model":"gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"Hello"}]}'

            3. A request for more than the budget. Expect 429 and the reason; the provider never sees it.
            curl -si http://127.0.0.1:@PORT@/v1/chat/completions -H 'content-type: application/json' -d '{"model":"gpt-4o-mini","max_tokens":5000,"messages":[{"role":"user","content":"Hello"}]}'

            Ctrl-C stops everything.
            """;

    private Banner() {}

    static String text(Settings settings) {
        return TEXT.replace("@PORT@", String.valueOf(settings.port()))
                .replace("@DEMO_PORT@", String.valueOf(settings.demoPort()))
                .replace("@ADMIN_PORT@", String.valueOf(settings.adminPort()))
                .replace(
                        "@SERVICE@",
                        settings.redis()
                                ? "envoyproxy/ratelimit and Redis"
                                : "a service in memory");
    }
}
