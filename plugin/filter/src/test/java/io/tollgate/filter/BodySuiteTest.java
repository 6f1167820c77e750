package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;
import static io.tollgate.filter.Gateways.CHAT_STREAM;
import static io.tollgate.filter.Gateways.config;
import static io.tollgate.filter.Gateways.delta;
import static io.tollgate.filter.Gateways.event;
import static io.tollgate.filter.Gateways.finish;
import static io.tollgate.filter.Gateways.limited;
import static io.tollgate.filter.Gateways.reports;
import static io.tollgate.filter.Gateways.setup;
import static io.tollgate.filter.Gateways.team;
import static io.tollgate.filter.Gateways.usageEvent;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Exchange;
import io.tollgate.testkit.Gateway;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies that are not plain JSON, and bodies that must stay as they are. */
class BodySuiteTest {
    @RegisterExtension static final Hosts HOSTS = Gateways.hosts();

    private static final String PATH = "/v1/chat/completions";
    private static final String SHOWN = delta("a") + finish();
    private static final Answer STREAM = Answer.events(SHOWN, usageEvent() + event("[DONE]"));
    private static final String NO_BUDGET =
            "{\"name\":\"dear\",\"descriptor\":[{\"key\":\"model\",\"source\":\"model\"}],"
                    + "\"quota\":{\"amount\":0,\"per\":\"year\"},\"when\":{\"models\":[\"gpt-4o\"]}}";
    private static final String PRODUCT =
            "{\"auth\":{\"required\":true,\"keys\":[{\"key\":\"k\",\"consumer\":\"c\",\"product\":\"p\"}]},"
                    + "\"products\":[{\"name\":\"p\",\"models\":[\"mini\"]}]}";

    private static RateLimitModel service() {
        return RateLimitModel.of(Domain.of("llm"));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Request gzipped(String text) {
        return Request.of("POST", PATH)
                .header("content-type: application/json")
                .header("content-encoding: gzip")
                .body(List.of(gzip(text)));
    }

    private static Request typed(String path, String type, String body) {
        return Request.of("POST", path).header("content-type: " + type).body(body);
    }

    @HostTest
    void readsAChatThatCallsItselfAForm(Host host) {
        Request form = typed(PATH, "multipart/form-data; boundary=x", CHAT);
        try (Gateway gateway = host.start(limited(config(NO_BUDGET), service()).build())) {
            gateway.send(form).hasStatus(429).upstreamSawNothing();
        }
        try (Gateway gateway = host.start(limited(PRODUCT, service()).build())) {
            gateway.send(form.header("x-api-key: k")).hasStatus(403).upstreamSawNothing();
        }
        try (Gateway gateway = host.start(setup("{}").upstream(STREAM).build())) {
            Request stream = typed(PATH, "multipart/form-data; boundary=x", CHAT_STREAM);
            reports(gateway.send(stream).hasStatus(200), "\"total\":480,");
        }
    }

    @HostTest
    void refusesAFormWhereItsModelDecides(Host host) {
        Request form =
                typed("/v1/audio/transcriptions", "Multipart/Form-Data; boundary=x", "--x--");
        try (Gateway gateway = host.start(limited(config(NO_BUDGET), service()).build())) {
            gateway.send(form).hasStatus(400).upstreamSawNothing();
        }
        try (Gateway gateway = host.start(limited(PRODUCT, service()).build())) {
            gateway.send(form.header("x-api-key: k")).hasStatus(400).upstreamSawNothing();
        }
        try (Gateway gateway = host.start(limited(team(1000), service()).build())) {
            gateway.send(form.header("x-team: a")).hasStatus(200).upstreamGotBody("--x--");
        }
    }

    @HostTest
    void leavesACompressedBodyWholeThatNeedsNoChange(Host host) {
        try (Gateway gateway = host.start(setup("{}").upstream(Answer.json(CHAT_ANSWER)).build())) {
            Exchange exchange = gateway.send(gzipped(CHAT)).hasStatus(200);
            assertArrayEquals(gzip(CHAT), exchange.upstream().orElseThrow().body());
            reports(exchange, "\"model\":\"gpt-4o\"", "\"total\":480,");
        }
    }

    @HostTest
    void sendsACompressedBodyPlainWhereItMustChange(Host host) {
        String edited = "{\"stream_options\":{\"include_usage\":true}," + CHAT_STREAM.substring(1);
        String config = "{\"routing\":{\"aliases\":{\"gpt-*\":\"mini-*\"}}}";
        try (Gateway gateway = host.start(setup(config).upstream(STREAM).build())) {
            Exchange exchange = gateway.send(gzipped(CHAT_STREAM));
            exchange.hasStatus(200).hasBody(SHOWN + event("[DONE]"));
            exchange.upstreamGotBody(edited.replace("gpt-4o", "mini-4o"));
            exchange.upstreamGotNoHeader("content-encoding");
            reports(exchange, "\"model\":\"mini-4o\"", "\"total\":480,");
        }
    }

    @HostTest
    void goesOnWithAnotherModelThoughTheBodyIsCompressed(Host host) {
        String limits = NO_BUDGET.replace("\"when\"", "\"onOver\":{\"model\":\"mini\"},\"when\"");
        try (Gateway gateway = host.start(limited(config(limits), service()).build())) {
            Exchange exchange = gateway.send(gzipped(CHAT));
            exchange.hasStatus(200).upstreamGotBody(CHAT.replace("gpt-4o", "mini"));
            exchange.upstreamGotHeader("x-ai-eg-model", "mini");
        }
    }

    @HostTest
    void leavesACompressedBodyAloneWhereHeadersDoNotWait(Host host) {
        String config = "{\"hold\":false,\"routing\":{\"aliases\":{\"gpt-*\":\"mini-*\"}}}";
        try (Gateway gateway = host.start(setup(config).upstream(STREAM).build())) {
            Exchange exchange = gateway.send(gzipped(CHAT_STREAM)).hasStatus(200);
            assertArrayEquals(gzip(CHAT_STREAM), exchange.upstream().orElseThrow().body());
            exchange.upstreamGotHeader("content-encoding", "gzip");
            reports(exchange, "\"model\":\"gpt-4o\",\"requestedModel\":\"gpt-4o\"");
        }
    }

    @HostTest
    void countsACompressedPromptWhereNobodyTells(Host host) {
        Answer untold = Answer.events(delta("one two three") + finish() + event("[DONE]"));
        try (Gateway gateway = host.start(setup("{}").upstream(untold).build())) {
            Exchange exchange = gateway.send(gzipped(CHAT_STREAM));
            reports(exchange, "\"input\":8,", "\"output\":3,", "\"status\":\"estimated\"");
        }
    }

    @HostTest
    void changesNoByteOfASignedRequest(Host host) {
        String config = "{\"routing\":{\"aliases\":{\"gpt-*\":\"mini-*\"}}}";
        Request signed =
                Request.json(PATH, CHAT_STREAM)
                        .header("accept-encoding: gzip, br")
                        .header("authorization: AWS4-HMAC-SHA256 Credential=x, Signature=y");
        for (String hold : new String[] {"true", "false"}) {
            String held = "{\"hold\":" + hold + "," + config.substring(1);
            try (Gateway gateway = host.start(setup(held).upstream(STREAM).build())) {
                Exchange exchange = gateway.send(signed).hasStatus(200);
                exchange.upstreamGotBody(CHAT_STREAM);
                exchange.upstreamGotHeader("accept-encoding", "gzip, br");
                assertTrue(exchange.body().contains("\"total_tokens\":480"), exchange.body());
                reports(exchange, "\"model\":\"gpt-4o\"", "\"total\":480,");
            }
        }
    }
}
