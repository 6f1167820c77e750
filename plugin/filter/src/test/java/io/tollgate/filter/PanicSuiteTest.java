package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.setup;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.compiler.Compiler;
import io.tollgate.compiler.Options;
import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Cluster;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.LogLine;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An error of our own in the middle of a stream, in a module that is made to fail. */
class PanicSuiteTest {
    private static final Path VOCABULARIES = Path.of("../tokens/target/tables");
    private static final Map<String, Path> TABLES =
            Map.of(
                    "o200k.bin", VOCABULARIES.resolve("o200k.bin"),
                    "cl100k.bin", VOCABULARIES.resolve("cl100k.bin"));

    @RegisterExtension
    static final Hosts HOSTS = Gateways.hosts(FailingPlugin::new, failingModule());

    private static final int MEMORY_MB = 512;
    private static final String PATH = "/v1/chat/completions";
    private static final String PANICS = "wasmcustom.tollgate.panics";

    /** The product's module, but for the class that it runs. */
    private static Path failingModule() {
        Path module = Path.of("target", "failing.wasm");
        String main = FailingPlugin.class.getName();
        new Compiler(PanicSuiteTest.class.getClassLoader())
                .compile(new Options(main, module, "failing", "0", TABLES, false, MEMORY_MB));
        return module;
    }

    private static Gateway start(Host host, String onPanic) {
        return start(host, onPanic, "");
    }

    private static Gateway start(Host host, String onPanic, String more) {
        return host.start(
                setup("{\"onPanic\":\"" + onPanic + "\"" + more + "}")
                        .upstream(Answer.json(CHAT_ANSWER))
                        .cluster("rls", Cluster.refusing())
                        .build());
    }

    private static Request chat(String path, String event) {
        return Request.json(path, CHAT).header(FailingPlugin.EVENT + ": " + event);
    }

    /** Logged and counted once, and the next stream is read as ever. */
    private static void happenedOnce(Gateway gateway) {
        assertEquals(1, gateway.metric(PANICS));
        List<LogLine> told =
                gateway.logs().stream().filter(l -> l.text().contains("made to fail")).toList();
        assertEquals(1, told.size(), told::toString);
        Gateways.reports(gateway.send(Request.json(PATH, CHAT)).hasStatus(200), "\"total\":480,");
        assertEquals(1, gateway.metric(PANICS));
    }

    @HostTest
    void aStreamGoesOnUnreadWhereSoConfigured(Host host) {
        for (String event :
                List.of("request headers", "request body", "response headers", "response body")) {
            try (Gateway gateway = start(host, "continue")) {
                gateway.send(chat(PATH, event))
                        .hasStatus(200)
                        .hasBody(CHAT_ANSWER)
                        .upstreamGotBody(CHAT);
                happenedOnce(gateway);
            }
        }
    }

    private static void isDenied(Host host, String event, String path, String begin) {
        try (Gateway gateway = start(host, "deny")) {
            Exchange exchange = gateway.send(chat(path, event)).hasStatus(500);
            exchange.upstreamSawNothing().hasHeader("content-type", "application/json");
            assertTrue(exchange.body().startsWith(begin), exchange::toString);
            happenedOnce(gateway);
        }
    }

    @HostTest
    void aRequestIsAnsweredInItsDialectWhereSoConfigured(Host host) {
        String openai = "{\"error\":{\"message\"";
        isDenied(host, "request headers", PATH, openai);
        isDenied(host, "request body", PATH, openai);
        String anthropic = "{\"type\":\"error\",\"error\":{\"type\":\"api_error\"";
        isDenied(host, "request body", "/v1/messages", anthropic);
    }

    @HostTest
    void anAnswerThatCannotBeReadIsNotShownWhereSoConfigured(Host host) {
        for (String event : List.of("response headers", "response body")) {
            try (Gateway gateway = start(host, "deny")) {
                Exchange exchange = gateway.send(chat(PATH, event));
                assertTrue(!exchange.body().equals(CHAT_ANSWER), exchange::toString);
                happenedOnce(gateway);
            }
        }
    }

    /** A place that it kept would leave none for the second. */
    @HostTest
    void aStreamThatFailedKeepsNoPlace(Host host) {
        String one =
                ",\"rateLimit\":{\"cluster\":\"rls\"},\"limits\":[{\"name\":\"one\",\"count\":\"concurrent\","
                        + "\"quota\":{\"amount\":1},\"descriptor\":[{\"key\":\"k\",\"value\":\"v\"}]}]";
        for (String event : List.of("request body", "response headers", "response body")) {
            try (Gateway gateway = start(host, "continue", one)) {
                gateway.send(chat(PATH, event)).hasStatus(200);
                gateway.send(chat(PATH, event)).hasStatus(200);
            }
        }
        try (Gateway gateway = start(host, "deny", one)) {
            gateway.send(chat(PATH, "request body")).hasStatus(500);
            gateway.send(chat(PATH, "request body")).hasStatus(500);
        }
    }
}
