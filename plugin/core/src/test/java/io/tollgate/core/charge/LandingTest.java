package io.tollgate.core.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true  | upstream request timeout{response_timeout}                                            | true
                    true  | upstream connect error or disconnect/reset before headers. reset reason: remote reset | true
                    true  | reset reason: connection termination                                                  | true
                    true  | remote connection failure                                                             | false
                    true  | disconnect/reset before headers. reset reason: remote connection failure              | false
                    true  | no healthy upstream                                                                   | false
                    true  | dial tcp 127.0.0.1:6379: connect: connection refused                                  | false
                    true  | EOF                                                                                   | true
                    false | refused by the host                                                                   | false
                    true  | domain must not be empty                                                              | true
                    true  | context deadline exceeded                                                             | true
                    """)
    void tellsWhatSurelyNeverArrivedFromWhatMayHave(
            boolean sent, String message, boolean possible) {
        assertEquals(possible, Landing.possible(sent, message));
    }
}
