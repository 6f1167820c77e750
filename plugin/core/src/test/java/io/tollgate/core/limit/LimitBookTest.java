package io.tollgate.core.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.core.ratelimit.Descriptor;
import io.tollgate.core.ratelimit.Entry;
import io.tollgate.core.ratelimit.Quota;
import io.tollgate.core.ratelimit.WindowUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitBookTest {
    private static final long NOW = 1_800_000_123L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'value': 'v' | v",
                "'source': 'model' | gpt-4o",
                "'source': 'requestedModel' | fast",
                "'source': 'provider' | openai",
                "'source': 'operation' | chat",
                "'source': 'consumer' | ann",
                "'source': 'product' | gold",
                "'source': 'route' | route1",
                "'source': 'cluster' | cluster1",
                "'source': 'clientIp' | 10.0.0.1",
                "'source': 'authority' | llm.example",
                "'source': 'path' | /v1/chat/completions",
                "'header': 'X-Team' | red",
                "'header': 'x-empty', 'default': 'none' | none",
                "'header': 'x-none', 'default': 'none' | none",
                "'header': 'x-none' | -",
                "'header': 'x-empty' | -",
            })
    void valuesComeFromTheirSources(String entry, String expected) {
        LimitBook.Selection all =
                book("{'name': 'a', 'descriptor': [{'key': 'k', "
                                + entry.replace('"', '\'')
                                + "}]}")
                        .atHeaders(Subjects.ANN);
        assertEquals(expected.equals("-") ? List.of("a") : List.of(), all.skipped());
        assertEquals(
                expected,
                all.active().isEmpty() ? "-" : all.active().get(0).entries().get(0).value());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:80, 10.0.0.1",
        "10.0.0.1, 10.0.0.1",
        "[::1]:80, ::1",
        "[::1], ::1",
        "fe80::1, fe80::1",
        "[x, [x"
    })
    void clientAddressesLoseTheirPort(String address, String expected) {
        LimitBook book = book("{'name': 'a', 'descriptor': [{'key': 'k', 'source': 'clientIp'}]}");
        assertEquals(
                expected,
                book.atHeaders(Subjects.from(address)).active().get(0).entries().get(0).value());
    }

    @Test
    void longValuesAreHashed() {
        String value = "x".repeat(257);
        LimitBook book =
                book("{'name': 'a', 'descriptor': [{'key': 'k', 'value': '" + value + "'}]}");
        String sent = book.atHeaders(Subjects.ANN).active().get(0).entries().get(0).value();
        assertEquals("sha256:".length() + 64, sent.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | true",
                "{'models': ['gpt-*']} | true",
                "{'models': ['claude', 'gpt-4o']} | true",
                "{'models': ['fast']} | false",
                "{'models': ['gpt-*'], 'providers': ['azure']} | false",
                "{'providers': ['open*'], 'operations': ['chat'], 'consumers': ['ann'], 'products': ['gold']} | true",
                "{'operations': ['embeddings']} | false",
                "{'consumers': ['bob', 'carl']} | false",
                "{'products': ['silver']} | false",
                "{'headers': {'x-team': 'r*'}} | true",
                "{'headers': {'x-team': ['blue', 'red']}} | true",
                "{'headers': {'x-team': 'red', 'x-none': '*'}} | false",
                "{'headers': {'x-empty': '*'}} | true",
            })
    void conditionsAreAndOfOr(String when, boolean applies) {
        LimitBook book =
                book(
                        "{'name': 'a', 'descriptor': [{'key': 'k', 'value': 'v'}], 'when': "
                                + when
                                + "}");
        assertEquals(applies, !book.atHeaders(Subjects.ANN).active().isEmpty());
    }

    @Test
    void limitsThatNeedTheModelWaitForTheBody() {
        LimitBook book =
                book(
                        "{'name': 'a', 'descriptor': [{'key': 'k', 'value': 'v'}]}, {'name': 'b', 'descriptor': [{'key': 'k', 'source': 'model'}]},"
                                + "{'name': 'c', 'descriptor': [{'key': 'c', 'value': 'v'}], 'when': {'models': ['gpt-*']}}");
        LimitBook.Selection first = book.atHeaders(Subjects.withoutModel());
        assertEquals(List.of("a"), names(first));
        assertTrue(first.more());
        assertEquals(List.of("b", "c"), names(book.atBody(Subjects.ANN, false)));
        assertEquals(List.of("a", "b", "c"), names(book.atHeaders(Subjects.ANN)));
        assertFalse(book.atHeaders(Subjects.ANN).more());
        assertEquals(List.of(), names(book.atBody(Subjects.ANN, true)));
    }

    @Test
    void aBodyWithoutAModelSkipsWhatNeedsIt() {
        LimitBook book = book("{'name': 'b', 'descriptor': [{'key': 'k', 'source': 'model'}]}");
        assertEquals(List.of("b"), book.atBody(Subjects.withoutModel(), false).skipped());
    }

    @Test
    void nothingMoreWhereOtherConditionsFail() {
        LimitBook book =
                book(
                        "{'name': 'b', 'descriptor': [{'key': 'k', 'source': 'model'}], 'when': {'consumers': ['bob']}}");
        assertFalse(book.atHeaders(Subjects.withoutModel()).more());
    }

    @Test
    void quotasAreSentAfterTheLimitsName() {
        LimitBook book =
                book(
                        "{'name': 'tpm', 'descriptor': [{'key': 'k', 'value': 'v'}], 'quota': {'amount': 9, 'per': 'minute'}}");
        Descriptor look = book.atHeaders(Subjects.ANN).active().get(0).look(NOW);
        assertEquals(List.of(new Entry("k", "v"), new Entry("limit", "tpm")), look.entries());
        assertEquals(List.of(new Quota(9, WindowUnit.MINUTE)), look.quota());
        assertEquals(0, look.addend());
    }

    @Test
    void shortWindowsAreNumberedInALongerUnit() {
        LimitBook book =
                book(
                        "{'name': 'f', 'descriptor': [{'key': 'k', 'value': 'v'}],"
                                + "'quota': {'amount': 9, 'per': 'minute', 'interval': 5, 'shareCounter': true}}");
        ActiveLimit limit = book.atHeaders(Subjects.ANN).active().get(0);
        assertEquals(
                List.of(new Entry("k", "v"), new Entry("window", Long.toString(NOW / 300))),
                limit.look(NOW).entries());
        assertEquals(List.of(new Quota(9, WindowUnit.HOUR)), limit.look(NOW).quota());
        assertNotEquals(limit.look(NOW).entries(), limit.charge(1, NOW + 300).entries());
    }

    @Test
    void productsBringTheirOwnEntries() {
        LimitBook book =
                new LimitBook(
                        Configs.of(
                                "{'rateLimit': {'cluster': 'c'}, 'products': [{'name': 'gold', 'limits': [{'name': 'day', 'quota': {'amount': 5, 'per': 'day'}}]},"
                                        + "{'name': 'silver', 'limits': [{'name': 'day', 'quota': {'amount': 1, 'per': 'day'}}]}]}"));
        List<ActiveLimit> active = book.atHeaders(Subjects.ANN).active();
        assertEquals(1, active.size());
        List<Entry> entries =
                List.of(
                        new Entry("consumer", "ann"),
                        new Entry("product", "gold"),
                        new Entry("limit", "day"));
        assertEquals(entries, active.get(0).entries());
        assertFalse(book.isEmpty());
        assertEquals(List.of(), book.atHeaders(Subjects.operation("chat")).active());
    }

    @Test
    void requestsCountInTheLookAndConcurrencyIsNotSent() {
        LimitBook book =
                book(
                        "{'name': 'rpm', 'descriptor': [{'key': 'k', 'value': 'v'}], 'count': 'requests'},"
                                + "{'name': 'par', 'descriptor': [{'key': 'k', 'value': 'v'}], 'count': 'concurrent', 'quota': {'amount': 2}}");
        List<ActiveLimit> active = book.atHeaders(Subjects.ANN).active();
        assertEquals(1, active.get(0).look(NOW).addend());
        assertTrue(active.get(0).asksService());
        assertFalse(active.get(1).asksService());
        assertNotEquals(active.get(0).key(), active.get(1).key());
    }

    @Test
    void embeddingsHaveNoOutputToCount() {
        LimitBook book =
                book(
                        "{'name': 'o', 'descriptor': [{'key': 'k', 'value': 'v'}], 'count': 'output'}");
        assertEquals(List.of(), names(book.atHeaders(Subjects.operation("embeddings"))));
        assertEquals(List.of("o"), names(book.atHeaders(Subjects.operation("chat"))));
    }

    @Test
    void countersOfTheLedgerFollowDomainEntriesAndUnit() {
        String limit =
                "{'name': 'a', 'descriptor': [{'key': 'k', 'source': 'consumer', 'default': 'x'}], 'quota': {'amount': %s, 'per': '%s'}}";
        long minute = key(limit.replaceFirst("%s", "5").replaceFirst("%s", "minute"), Subjects.ANN);
        assertEquals(
                minute,
                key(limit.replaceFirst("%s", "6").replaceFirst("%s", "minute"), Subjects.ANN),
                "the amount is no part of it");
        assertNotEquals(
                minute,
                key(limit.replaceFirst("%s", "5").replaceFirst("%s", "hour"), Subjects.ANN));
        assertNotEquals(
                minute,
                key(
                        limit.replaceFirst("%s", "5").replaceFirst("%s", "minute"),
                        Subjects.operation("chat")));
    }

    private static long key(String limit, Subject subject) {
        return book(limit).atHeaders(subject).active().get(0).key();
    }

    private static List<String> names(LimitBook.Selection selection) {
        return selection.active().stream().map(ActiveLimit::name).toList();
    }

    private static LimitBook book(String limits) {
        return new LimitBook(Configs.limits(limits));
    }
}
