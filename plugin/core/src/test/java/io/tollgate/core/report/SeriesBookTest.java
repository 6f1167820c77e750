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
