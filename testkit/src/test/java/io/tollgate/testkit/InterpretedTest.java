package io.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** A function that is too big for a Java method is interpreted, and the run says so. */
final class InterpretedTest {
    private static final int MANY = 20_000;

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int left = value;
        for (; left > 127; left >>>= 7) {
            out.write((left & 127) | 128);
        }
        out.write(left);
    }

    private static byte[] sized(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void section(ByteArrayOutputStream out, int id, byte[] content) {
        out.write(id);
        out.writeBytes(sized(content));
    }

    private static void export(ByteArrayOutputStream out, String name, String kindAndIndex) {
        out.writeBytes(sized(name.getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(hex(kindAndIndex));
    }

    /** Marker, allocator, and a header callback that adds one to a local again and again. */
    private static byte[] module(int additions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(hex("0061736d01000000"));
        section(out, 1, hex("0360000060017f017f60037f7f7f017f"));
        section(out, 3, hex("03000102"));
        section(out, 5, hex("010001"));
        ByteArrayOutputStream exports = new ByteArrayOutputStream();
        exports.write(4);
        export(exports, "proxy_abi_version_0_2_1", "0000");
        export(exports, "malloc", "0001");
        export(exports, "proxy_on_request_headers", "0002");
        export(exports, "memory", "0200");
        section(out, 7, exports.toByteArray());
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.writeBytes(hex("0302000b050041802" + "00b"));
        ByteArrayOutputStream big = new ByteArrayOutputStream();
        big.write(0);
        for (int i = 0; i < additions; i++) {
            big.writeBytes(hex("200041016a2100"));
        }
        big.writeBytes(hex("41000b"));
        code.writeBytes(sized(big.toByteArray()));
        section(out, 10, code.toByteArray());
        return out.toByteArray();
    }

    @Test
    void aFunctionTooBigForTheCompilerIsNamed() {
        ModuleHost host = ModuleHost.of(module(MANY));
        assertEquals(1, host.interpretedFunctions());
        ModelGateway gateway = host.start(Setup.defaults());
        Exchange exchange = gateway.send(Request.get("/")).hasStatus(200);
        String line = "the engine interprets what its compiler could not take, functions [2]";
        assertEquals(line, gateway.hostLogs().get(0));
        assertTrue(exchange.trace().contains(line), exchange::trace);
    }

    @Test
    void aRunThatIsAllCompiledSaysNothing() {
        ModuleHost host = ModuleHost.of(module(10));
        assertEquals(0, host.interpretedFunctions());
        ModelGateway gateway = host.start(Setup.defaults());
        gateway.send(Request.get("/")).hasStatus(200);
        assertTrue(gateway.hostLogs().isEmpty(), gateway.hostLogs()::toString);
    }
}
