package io.tollgate.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tollgate.core.report.Ended;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamEndTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    downstream_remote_disconnect              | 16384     | true  | DISCONNECT
                    downstream_remote_disconnect              | 16384     | false | NOT_STARTED
                    http2.remote_reset                        | 0         | true  | DISCONNECT
                    http2.remote_reset                        | 0         | false | NOT_STARTED
                    http3.remote_reset                        | 0         | true  | DISCONNECT
                    upstream_reset_before_response_started{remote_reset} | 0 | true | UPSTREAM_ERROR
                    """)
    void aClientThatLeavesIsToldFromAProviderThatDoes(
            String details, long flags, boolean wentOn, Ended expected) {
        int status = details.startsWith("upstream") ? 503 : 0;
        StreamEnd end = new StreamEnd(status, details, flags, true, 1, 5);
        assertEquals(
                expected, end.classify(new StreamEnd.Seen(false, wentOn, false, false, false)));
    }
}
