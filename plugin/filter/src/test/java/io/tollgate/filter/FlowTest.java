package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.bytes.Bytes;
import io.tollgate.core.config.ConfigReader;
import io.tollgate.core.config.ConfigResult;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.flow.Effect;
import io.tollgate.core.flow.Exchange;
import io.tollgate.core.flow.Gateway;
import io.tollgate.core.flow.LookResult;
import io.tollgate.core.flow.Move;
import io.tollgate.core.flow.Step;
import io.tollgate.core.flow.StreamEnd;
import io.tollgate.core.flow.TokenDesk;
import io.tollgate.core.http.Headers;
import io.tollgate.core.http.RequestHead;
import io.tollgate.core.ledger.SharedSlots;
import io.tollgate.testkit.ratelimit.Domain;
import io.tollgate.testkit.ratelimit.RateLimitModel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What no client can see: when tokens are counted, what comes too late, what memory refuses. */
class FlowTest {
    private static final String LIMIT =
            "{'name':'team','descriptor':[{'key':'team','value':'a'}],'quota':{'amount':AMOUNT,'per':'year'}}";
    private static final long NOW = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond();
    private static final String LONG = CHAT.replace("hi", "hi ".repeat(200));
    private static final StreamEnd ANSWERED = new StreamEnd(200, "via_upstream", 0, true, 1, 1);
    private static final StreamEnd GONE = new StreamEnd(0, "", 4, false, 1, 5);

    private final RateLimitModel service = RateLimitModel.withRefunds(Domain.of("llm"));
    private TokenDesk tokens;
    private Gateway gateway;

    private static final class Memory implements SharedSlots {
        private final Map<Integer, Versioned> slots = new HashMap<>();
        private boolean broken;

        @Override
        public Versioned get(int slot) {
            return slots.getOrDefault(slot, new Versioned(new byte[0], 1));
        }

        @Override
        public boolean compareAndSet(int slot, byte[] value, int version) {
            if (!broken) {
                slots.put(slot, new Versioned(value, version + 1));
            }
            return !broken;
        }
    }

    private void open(int amount, SharedSlots slots) {
        open(LIMIT.replace("AMOUNT", String.valueOf(amount)), slots);
    }

    private void open(String limit, SharedSlots slots) {
        String text = "{'rateLimit':{'cluster':'rls','refunds':true},'limits':[" + limit + "]}";
        byte[] json = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        GatewayConfig config = ((ConfigResult.Accepted) ConfigReader.read(json)).config();
        tokens = new TokenDesk(Optional::empty, Optional::empty, config.estimate(), 1);
        gateway = new Gateway(config, slots, 1, tokens);
    }

    private LookResult answer(byte[] question) {
        return new LookResult.Answered(
                service.shouldRateLimit(question, Instant.ofEpochSecond(NOW)));
    }

    private static <T extends Effect> Optional<T> find(List<Effect> effects, Class<T> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static String attribute(String... path) {
        return path[path.length - 1].equals("code_details") ? "via_upstream" : "";
    }

    private Exchange atHeaders(String body) {
        Exchange exchange = gateway.open(FlowTest::attribute);
        Headers headers = Headers.of("content-length", String.valueOf(body.length()));
        RequestHead head = new RequestHead("POST", "/v1/chat/completions", "h", headers);
        Step step = exchange.onRequestHeaders(head, false, NOW * 1_000_000_000);
        Effect.Look look = find(step.effects(), Effect.Look.class).orElseThrow();
        exchange.onLook(answer(look.message()), NOW * 1_000_000_000);
        return exchange;
    }

    private static Step send(Exchange exchange, String body) {
        Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
        return exchange.onRequestBody(bytes, true, NOW * 1_000_000_000);
    }

    private void honourRefunds() {
        Optional<byte[]> question = gateway.refunds().begin(7, NOW * 1000);
        while (question.isPresent()) {
            question = gateway.refunds().onAnswer(answer(question.get()), NOW * 1000);
        }
        assertTrue(gateway.refunds().honoured());
    }

    private long counted() {
        return service.counters().entrySet().stream()
                .filter(counter -> counter.getKey().contains("limit_team"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void farFromItsLimitNoPromptIsEverCounted() {
        open(1_000_000, new Memory());
        Exchange exchange = atHeaders(LONG);
        assertEquals(Move.GO, send(exchange, LONG).move());
        exchange.onResponseHeaders(Headers.of(":status", "200"), false);
        assertEquals(0, tokens.promptBytes());
    }

    @Test
    void whereTheServiceHasNoRuleNoPromptIsEverCounted() {
        open(
                "{'name':'team','count':'total','descriptor':[{'key':'team','value':'a'}]}",
                new Memory());
        Exchange exchange = atHeaders(LONG);
        assertEquals(Move.GO, send(exchange, LONG).move());
        exchange.onResponseHeaders(Headers.of(":status", "200"), false);
        assertEquals(0, tokens.promptBytes());
    }

    @Test
    void aPromptWhoseBytesFitIsCountedOnlyWhenTheRequestHasGoneOn() {
        open(1500, new Memory());
        Exchange exchange = atHeaders(LONG);
        assertEquals(Move.GO, send(exchange, LONG).move());
        assertEquals(0, tokens.promptBytes());
        exchange.onResponseHeaders(Headers.of(":status", "200"), false);
        assertEquals(LONG.length(), tokens.promptBytes());
    }

    @Test
    void aPromptWhoseBytesDoNotFitIsCountedWhileTheRequestWaits() {
        open(400, new Memory());
        Exchange exchange = atHeaders(LONG);
        assertEquals(Move.GO, send(exchange, LONG).move());
        assertEquals(LONG.length(), tokens.promptBytes());
    }

    @Test
    void aReservationWhoseStreamIsGoneGoesBack() {
        open(1000, new Memory());
        honourRefunds();
        Exchange exchange = atHeaders(CHAT);
        List<Effect> asked = send(exchange, CHAT).effects();
        Effect.Reserve reserve = find(asked, Effect.Reserve.class).orElseThrow();
        LookResult late = answer(reserve.message());
        assertTrue(counted() > 0);
        List<Effect> end = exchange.onLog(GONE, NOW * 1_000_000_000);
        assertTrue(find(end, Effect.Charge.class).isEmpty(), end::toString);
        List<Effect> effects = exchange.onLateLook(late, NOW * 1_000_000_000);
        Effect.Charge back = find(effects, Effect.Charge.class).orElseThrow();
        answer(back.order().messageAt(NOW * 1000));
        assertEquals(0, counted());
        assertEquals(0, back.order().messageAt((NOW + 400L * 86_400) * 1000).length);
    }

    @Test
    void aReservationThatPerhapsLandedIsNotGivenBack() {
        open(1000, new Memory());
        honourRefunds();
        Exchange exchange = atHeaders(CHAT);
        assertTrue(find(send(exchange, CHAT).effects(), Effect.Reserve.class).isPresent());
        Step step =
                exchange.onLook(
                        new LookResult.Failed(true, true, "response_timeout"), NOW * 1_000_000_000);
        assertEquals(Move.GO, step.move());
        List<Effect> end = exchange.onLog(GONE, NOW * 1_000_000_000);
        assertTrue(find(end, Effect.Charge.class).isEmpty(), end::toString);
    }

    @Test
    void whatThatNeverLeftAskedForIsOwedAtTheEnd() {
        open(1000, new Memory());
        honourRefunds();
        Exchange exchange = atHeaders(CHAT);
        assertTrue(find(send(exchange, CHAT).effects(), Effect.Reserve.class).isPresent());
        LookResult unsent = new LookResult.Failed(false, false, "nobody of this name");
        assertEquals(Move.GO, exchange.onLook(unsent, NOW * 1_000_000_000).move());
        exchange.onResponseHeaders(Headers.of(":status", "200"), false);
        String answer = "{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.onResponseBody(Bytes.of(bytes), true, NOW * 1_000_000_000);
        List<Effect> end = exchange.onLog(ANSWERED, NOW * 1_000_000_000);
        Effect.Charge charge = find(end, Effect.Charge.class).orElseThrow();
        answer(charge.order().messageAt(NOW * 1000));
        assertEquals(7, counted());
    }

    @Test
    void memoryThatTakesNoChangeIsCountedAndToldOnce() {
        Memory memory = new Memory();
        open(1000, memory);
        assertEquals(List.of(), gateway.heartbeat(NOW * 1000));
        memory.broken = true;
        List<Effect> first = gateway.heartbeat(NOW * 1000);
        Effect.Count count = find(first, Effect.Count.class).orElseThrow();
        assertEquals("tollgate.ledger._outcome_=failed", count.series());
        assertTrue(find(first, Effect.Say.class).isPresent());
        assertEquals(List.of(count), gateway.heartbeat(NOW * 1000));
    }
}
