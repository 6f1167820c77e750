package io.tollgate.testkit.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.testkit.proto.ProtoWriter;
import io.tollgate.testkit.real.RealRateLimitService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The same calls to the model and to the real service: the same answers, the same counters. */
final class ModelAgainstServiceTest {
    private static final String LIMITS =
            """
            domain: llm
            descriptors:
            - key: model
              rate_limit: {unit: day, requests_per_unit: 100}
            - key: model
              value: gpt*
              rate_limit: {unit: day, requests_per_unit: 50}
            - key: model
              value: gpt-4o
              rate_limit: {unit: hour, requests_per_unit: 10}
            - key: second
              rate_limit: {unit: second, requests_per_unit: 3}
            - key: shadow
              shadow_mode: true
              rate_limit: {unit: day, requests_per_unit: 1}
            - key: consumer
              descriptors:
              - key: model
                rate_limit: {unit: day, requests_per_unit: 7}
            """;

    private static RateLimitModel model() {
        Limit seven = Limit.of(7, Unit.DAY);
        return RateLimitModel.of(
                Domain.of(
                        "llm",
                        Rule.any("model", Limit.of(100, Unit.DAY)),
                        Rule.of("model", "gpt*", Limit.of(50, Unit.DAY)),
                        Rule.of("model", "gpt-4o", Limit.of(10, Unit.HOUR)),
                        Rule.any("second", Limit.of(3, Unit.SECOND)),
                        Rule.any("shadow", Limit.of(1, Unit.DAY)).shadowed(),
                        Rule.group("consumer", Rule.any("model", seven))));
    }

    private static ProtoWriter entries(String... pairs) {
        ProtoWriter descriptor = new ProtoWriter();
        for (int i = 0; i < pairs.length; i += 2) {
            descriptor.message(1, new ProtoWriter().text(1, pairs[i]).text(2, pairs[i + 1]));
        }
        return descriptor;
    }

    private static ProtoWriter add(long addend, String... pairs) {
        return entries(pairs).message(3, new ProtoWriter().number(1, addend));
    }

    private static ProtoWriter override(ProtoWriter descriptor, long amount, int unit) {
        return descriptor.message(2, new ProtoWriter().number(1, amount).number(2, unit));
    }

    private static byte[] call(ProtoWriter... descriptors) {
        ProtoWriter request = new ProtoWriter().text(1, "llm");
        for (ProtoWriter descriptor : descriptors) {
            request.message(2, descriptor);
        }
        return request.toBytes();
    }

    private static List<byte[]> script() {
        return List.of(
                call(add(0, "model", "m")),
                call(add(40, "model", "m")),
                call(add(0, "model", "m")),
                call(add(60, "model", "m")),
                call(add(0, "model", "m")),
                call(add(5, "model", "m")),
                call(add(0, "model", "m")),
                call(add(3, "model", "gpt-4o")),
                call(add(3, "model", "gpt-4.1")),
                call(add(2, "consumer", "a", "model", "m")),
                call(add(6, "consumer", "a", "model", "m")),
                call(add(1, "consumer", "a")),
                call(add(1, "consumer", "a", "model", "m", "more", "x")),
                call(add(5, "shadow", "x")),
                call(add(0, "shadow", "x")),
                call(add(1, "nobody", "x")),
                call(override(add(4, "free", "x"), 5, 4)),
                call(override(add(4, "free", "x"), 5, 4)),
                call(override(add(0, "free", "x"), 9, 4)),
                call(override(add(0, "none", "x"), 0, 4)),
                call(override(add(1, "week", "x"), 5, 7)),
                call(add(20, "model", "twice"), add(20, "model", "twice")),
                call(add(0, "model", "twice")),
                call(entries("model", "plain")),
                call(add(7, "model", "back").bool(4, true)),
                call(add(0, "model", "back")),
                call(add(1, "model", "m"), add(1, "model", "other")),
                call(),
                new ProtoWriter().message(2, add(1, "model", "m")).toBytes(),
                new ProtoWriter().text(1, "else").message(2, add(1, "model", "m")).toBytes());
    }

    private static String shown(byte[] message) {
        Answer a = Answer.read(message);
        return (a.over() ? "over" : "ok") + " " + a.limit() + "/" + a.unit() + " " + a.remaining();
    }

    private static String ofModel(RateLimitModel model, byte[] request) {
        try {
            return shown(model.shouldRateLimit(request, Instant.now()));
        } catch (RateLimitFailure failure) {
            return "status " + failure.grpcStatus();
        }
    }

    private static String ofService(ServiceClient client, byte[] request) {
        ServiceClient.Reply reply = client.ask(request);
        return reply.status() == 0 ? shown(reply.message()) : "status " + reply.status();
    }

    @Test
    void looksChargesOverridesAndErrorsComeOutTheSame() {
        RateLimitModel model = model();
        try (RealRateLimitService service = RealRateLimitService.start(LIMITS);
                ServiceClient client = new ServiceClient(service.grpcPort())) {
            List<String> expected = new ArrayList<>();
            List<String> modelled = new ArrayList<>();
            for (byte[] request : script()) {
                expected.add(expected.size() + ": " + ofService(client, request));
                modelled.add(modelled.size() + ": " + ofModel(model, request));
            }
            assertEquals(String.join("\n", expected), String.join("\n", modelled));
        }
    }

    @Test
    void aWindowTurnsForBothAtTheSameTime() {
        RateLimitModel model = model();
        try (RealRateLimitService service = RealRateLimitService.start(LIMITS);
                ServiceClient client = new ServiceClient(service.grpcPort())) {
            byte[] charge = call(add(5, "second", "x"));
            byte[] look = call(add(0, "second", "x"));
            client.ask(look); // the connection is there
            nextSecond();
            assertEquals(ofService(client, charge), ofModel(model, charge));
            assertEquals("over 3/1 0", ofModel(model, look));
            nextSecond();
            assertEquals("ok 3/1 3", ofService(client, look));
            assertEquals("ok 3/1 3", ofModel(model, look));
        }
    }

    /** The windows are the clock's own: waits until it shows another second. */
    private static void nextSecond() {
        long now = Instant.now().getEpochSecond();
        while (Instant.now().getEpochSecond() == now) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
