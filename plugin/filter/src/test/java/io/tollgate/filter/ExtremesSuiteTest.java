package io.tollgate.filter;

import static io.tollgate.filter.Gateways.CHAT;
import static io.tollgate.filter.Gateways.CHAT_ANSWER;

import io.tollgate.testkit.Answer;
import io.tollgate.testkit.Host;
import io.tollgate.testkit.ModuleHost;
import io.tollgate.testkit.PlainHost;
import io.tollgate.testkit.Request;
import io.tollgate.testkit.junit.HostTest;
import io.tollgate.testkit.junit.Hosts;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JSON at its worst, as request and as answer: it passes, and nothing fails. */
class ExtremesSuiteTest {
    @RegisterExtension
    static final Hosts HOSTS =
            Hosts.of(PlainHost.of(TollgatePlugin::new), ModuleHost.of(Gateways.MODULE));

    private static final String PATH = "/v1/chat/completions";
    private static final String COMPLETE = "\"status\":\"complete\",\"ended\":\"complete\"";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":180,\"total_tokens\":480}}";

    private static String answer(String field) {
        return "{\"choices\":[],\"x\":" + field + "," + USAGE;
    }

    private static String request(String field) {
        return "{\"x\":" + field + "," + CHAT.substring(1);
    }

    @HostTest
    void aHundredThousandArraysDeep(Host host) {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String objects = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        Rows rows = new Rows();
        for (String field : new String[] {deep, objects}) {
            rows.json(PATH, request(field), CHAT_ANSWER, "\"total\":480", COMPLETE)
                    .json(
                            PATH,
                            CHAT,
                            answer(field),
                            "\"providerTotal\":0",
                            "\"status\":\"estimated\"");
        }
        rows.pass(host);
    }

    @HostTest
    void stringsOfTenMegabytes(Host host) {
        String large = "\"" + "x".repeat(10_000_000) + "\"";
        String escapes = "\"" + "\\u00e9".repeat(1_600_000) + "\"";
        Rows rows = new Rows();
        for (String field : new String[] {large, escapes}) {
            rows.json(
                    PATH,
                    request(field),
                    answer(field),
                    "\"model\":\"gpt-4o\"",
                    "\"total\":480",
                    COMPLETE);
        }
        rows.pass(host);
    }

    @HostTest
    void numbersOfTenThousandDigits(Host host) {
        String digits = "1" + "0".repeat(9_999);
        String small = "0." + "0".repeat(9_999) + "1";
        new Rows()
                .json(PATH, request(digits), answer(small), "\"total\":480", COMPLETE)
                .json(
                        PATH,
                        request("-1e" + digits),
                        answer("1e-" + digits),
                        "\"total\":480",
                        COMPLETE)
                .json(
                        PATH,
                        CHAT,
                        answer("1").replace("300", digits),
                        "\"output\":180,",
                        "\"providerTotal\":480,",
                        COMPLETE)
                .json(
                        PATH,
                        CHAT,
                        answer("1").replace("300", small),
                        "\"input\":0,",
                        "\"output\":180,",
                        COMPLETE)
                .pass(host);
    }

    @HostTest
    void loneSurrogatesAndBytesThatAreNoUtf8(Host host) {
        String lone = "\"\\ud800 \\udc00x\\udfff\"";
        new Rows()
                .json(
                        PATH,
                        request(lone),
                        answer(lone),
                        "\"model\":\"gpt-4o\"",
                        "\"total\":480",
                        COMPLETE)
                .json(
                        PATH,
                        CHAT.replace("gpt-4o", "m\\ud800"),
                        CHAT_ANSWER,
                        "\"model\":\"m\uFFFD\"",
                        "\"total\":480",
                        COMPLETE)
                .add(
                        Request.json(PATH, CHAT),
                        Answer.json("{\"choices\":[{\"message\":{\"content\":" + lone + "}}]}"),
                        "\"status\":\"estimated\"")
                .pass(host);
    }
}
