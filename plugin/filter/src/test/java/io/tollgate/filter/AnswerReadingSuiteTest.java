package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.USAGE;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.setup;
import static io.tollgate.filter.Gateways.usageEvent;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.Step;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers with odd corners, and requests that are no proper JSON. */
class AnswerReadingSuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String PATH = "/v1/chat/completions";
    private static final String COMPLETE = "\"status\":\"complete\",\"ended\":\"complete\"";
    private static final String MODEL_LIMIT =
            "{\"name\":\"m\",\"descriptor\":[{\"key\":\"m\",\"source\":\"model\"}],"
                    + "\"quota\":{\"amount\":1000,\"per\":\"year\"}}";

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Answer zipped(byte[] bytes) {
        int half = bytes.length / 2;
        return Answer.of(200, "content-type: text/event-stream", "content-encoding: gzip")
                .then(Step.chunk(Arrays.copyOf(bytes, half)))
                .then(Step.chunk(Arrays.copyOfRange(bytes, half, bytes.length)));
    }

    @HostTest
    void readsGzipAndSaysWhereItCannot(Host host) {
        byte[] whole = gzip(delta("a") + finish() + usageEvent());
        byte[] padded = Arrays.copyOf(whole, whole.length + 9);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        Request request = Request.json(PATH, CHAT_STREAM).header("accept-encoding: gzip");
        for (byte[] answer : new byte[][] {whole, padded, cut}) {
            try (Gateway gateway = host.start(setup("{}").upstream(zipped(answer)).build())) {
                Exchange exchange = gateway.send(request).hasStatus(200);
                assertArrayEquals(answer, exchange.bodyBytes());
                boolean read = answer != cut;
                Gateways.reports(
                        exchange,
                        read ? "\"total\":480," : "\"providerTotal\":0,",
                        read ? COMPLETE : "\"status\":\"estimated\",\"ended\":\"complete\"");
                assertEquals(
                        read ? 0 : 1,
                        gateway.metric("wasmcustom.tollgate.unmetered._outcome_=encoding"));
            }
        }
    }

    @HostTest
    void countsCumulativeUsageOnceThroughNullsPingsAndComments(Host host) {
        String counts = "\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":";
        String part = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}],";
        String stream =
                "\uFEFF: ping\n\n"
                        + event(part + counts + "1,\"total_tokens\":301}}")
                        + ": keep-alive\r\n\r\n"
                        + event(part + counts + "2,\"total_tokens\":302}}")
                        + event(part + "\"usage\":null}")
                        + "data: {\"choices\":[{\"index\":0,\n"
                        + ("data: \"delta\":{},\"finish_reason\":\"stop\"}],\ndata: "
                                + USAGE
                                + "}\n\n: done\n\n");
        Rows rows = new Rows();
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String lines = stream.replace("\r\n", "\n").replace("\n", end);
            rows.events(
                    PATH,
                    CHAT_STREAM,
                    lines,
                    "\"output\":180,\"reasoning\":0,\"total\":480,",
                    COMPLETE);
        }
        rows.pass(host);
    }

    @HostTest
    void keepsNumbersBeyondWhatADoubleHolds(Host host) {
        String usage =
                "{\"usage\":{\"prompt_tokens\":9007199254740993,\"completion_tokens\":1,\"total_tokens\":9007199254740994}}";
        String counts = "\"total\":9007199254740994,\"providerTotal\":9007199254740994,";
        new Rows()
                .json(PATH, CHAT, usage, "\"input\":9007199254740993,", counts, COMPLETE)
                .json(
                        PATH,
                        CHAT,
                        "{\"usage\":{\"prompt_tokens\":3e2,\"completion_tokens\":180.0}}",
                        "\"total\":480,")
                .json(
                        PATH,
                        CHAT,
                        "{\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":1}}",
                        "\"input\":0,")
                .json(
                        PATH,
                        CHAT,
                        "{\"usage\":{\"prompt_tokens\":\"300\",\"completion_tokens\":\"180\"}}",
                        "\"total\":480,",
                        COMPLETE)
                .pass(host);
    }

    @HostTest
    void readsTypesHoweverTheyAreWritten(Host host) {
        byte[] json = Gateways.CHAT_ANSWER.getBytes(StandardCharsets.UTF_8);
        byte[] stream = (delta("a") + finish() + usageEvent()).getBytes(StandardCharsets.UTF_8);
        String total = "\"total\":480,";
        new Rows()
                .typed(PATH, CHAT, "Application/JSON", json, total, COMPLETE)
                .typed(PATH, CHAT, "text/plain", json, total, COMPLETE)
                .typed(PATH, CHAT_STREAM, "Text/Event-Stream", stream, total, COMPLETE)
                .typed(PATH, CHAT_STREAM, "text/plain", stream, total, COMPLETE)
                .pass(host);
    }

    @HostTest
    void letsTheProviderJudgeABodyThatDecidesNothing(Host host) {
        String error = "{\"error\":{\"message\":\"bad\"}}";
        String deep = "[".repeat(3000);
        Rows rows = new Rows();
        for (String body : new String[] {"[1]", "5", "{\"model\":", "{\"a\":" + deep, "not json"}) {
            rows.add(
                    Request.json(PATH, body),
                    Answer.of(400, "content-type: application/json").body(error),
                    "\"status\":\"none\",\"ended\":\"upstreamError\"");
        }
        String twice = "{\"model\":\"a\",\"messages\":[],\"\\u006dodel\":\"gpt-4o\"}";
        rows.json(
                        PATH,
                        twice,
                        Gateways.CHAT_ANSWER,
                        "\"model\":\"gpt-4o\"",
                        "\"total\":480,",
                        COMPLETE)
                .pass(host);
    }

    @HostTest
    void refusesABodyThatItCannotReadWhereSomethingDependsOnIt(Host host) {
        RateLimitModel service = RateLimitModel.of(Domain.of("llm"));
        String[][] bad = {
            {"[1]", "must be a JSON object"},
            {"{\"model\":", "not valid JSON"},
            {"{\"a\":" + "[".repeat(3000), "nested too deeply"},
        };
        try (Gateway gateway = host.start(limited(config(MODEL_LIMIT), service).build())) {
            for (String[] row : bad) {
                for (String path : new String[] {PATH, "/v1/messages"}) {
                    Exchange exchange = gateway.send(Request.json(path, row[0])).hasStatus(400);
                    exchange.upstreamSawNothing();
                    assertTrue(exchange.body().contains(row[1]), exchange.body());
                    assertTrue(exchange.body().contains("invalid_request_error"), exchange.body());
                    Gateways.reports(exchange, "\"ended\":\"denied\",\"deniedBy\":\"body\"");
                }
            }
        }
        try (Gateway gateway =
                host.start(
                        setup("{\"body\":{\"maxBytes\":50}}")
                                .upstream(Answer.json("{}"))
                                .build())) {
            Exchange exchange = gateway.send(Request.json("/v1/messages", CHAT)).hasStatus(413);
            assertTrue(exchange.body().contains("request_too_large"), exchange.body());
            exchange.upstreamSawNothing();
            Request unsized = Request.of("POST", PATH).then(Step.chunk(CHAT));
            gateway.send(unsized).hasStatus(413).upstreamSawNothing();
        }
    }
}
