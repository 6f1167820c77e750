package io.tollgate.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SeriesBookTest {
    @Test
    void spellsTagsInTheirOrderAndLeavesAbsentOnesOut() {
        assertEquals(
                "tollgate.tokens._provider_=azure;_model_=ft:gpt-4o.mini;_type_=output",
                SeriesBook.spell(
                        "tollgate.tokens",
                        Tags.of("azure", "ft:gpt-4o.mini", "").withType("output")));
        assertEquals(
                "tollgate.looks._outcome_=ok",
                SeriesBook.spell("tollgate.looks", Tags.outcome("ok")));
        assertEquals("tollgate.dropped", SeriesBook.spell("tollgate.dropped", Tags.NONE));
    }

    @Test
    void spellsAllSixTags() {
        Tags all = new Tags("p", "m", "c", "t", "o", "l");
        assertEquals(
                "tollgate.x._provider_=p;_model_=m;_consumer_=c;_type_=t;_outcome_=o;_limit_=l",
                SeriesBook.spell("tollgate.x", all));
        assertEquals(all, Tags.of("p", "m", "c").withLimit("l").withOutcome("o").withType("t"));
        assertEquals(
                "tollgate.x._provider_=p;_model_=other;_consumer_=other;_type_=t;_outcome_=o;_limit_=l",
                SeriesBook.spell("tollgate.x", all.folded()));
    }

    @Test
    void replacesWhatWouldEndATag() {
        assertEquals(
                "tollgate.requests._model_=a_b_c",
                SeriesBook.spell("tollgate.requests", Tags.of("", "a;b\nc", "")));
    }

    @Test
    void foldsModelsAndConsumersBeyondTheLimitButKeepsKnownSeries() {
        SeriesBook book = new SeriesBook(1);
        String first = book.name("tollgate.tokens", Tags.of("openai", "m1", "alice"));
        assertEquals("tollgate.tokens._provider_=openai;_model_=m1;_consumer_=alice", first);
        assertEquals(
                "tollgate.tokens._provider_=openai;_model_=other;_consumer_=other",
                book.name("tollgate.tokens", Tags.of("openai", "m2", "bob")));
        assertEquals(first, book.name("tollgate.tokens", Tags.of("openai", "m1", "alice")));
    }
}
