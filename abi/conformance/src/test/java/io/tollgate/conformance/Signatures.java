package io.tollgate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tollgate.abi.wire.ProtoWriter;
import io.tollgate.testkit.real.RealClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** Envoy's functions for signatures, beside the JDK's. */
final class Signatures {
    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 256;

    /** A message whose first field is true and that has no other. */
    private static final String TRUE = Base64.getEncoder().encodeToString(new byte[] {8, 1});

    private final int port;
    private final KeyPair keys;

    Signatures(int port) {
        this.port = port;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(8 * BYTES);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
    }

    void areMadeAndVerified(boolean signs) {
        try {
            byte[] signature = signed();
            assertEquals(TRUE, call("verify_signature", toVerify(signature)));
            signature[BYTES - 1]++;
            assertNotEquals(TRUE, call("verify_signature", toVerify(signature)));
            String made = call("sign", toSign());
            assertEquals(signs, !made.equals("-"), made);
            assertTrue(!signs || verified(made), made);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private byte[] signed() throws GeneralSecurityException {
        Signature own = Signature.getInstance("SHA256withRSA");
        own.initSign(keys.getPrivate());
        own.update(TEXT);
        return own.sign();
    }

    /** The signature is the last field of the result. */
    private boolean verified(String result) throws GeneralSecurityException {
        byte[] bytes = Base64.getDecoder().decode(result);
        Signature own = Signature.getInstance("SHA256withRSA");
        own.initVerify(keys.getPublic());
        own.update(TEXT);
        return own.verify(Arrays.copyOfRange(bytes, bytes.length - BYTES, bytes.length));
    }

    private ProtoWriter toVerify(byte[] signature) {
        return new ProtoWriter()
                .text(1, "sha256")
                .bytes(2, keys.getPublic().getEncoded())
                .bytes(3, signature)
                .bytes(4, TEXT);
    }

    private ProtoWriter toSign() {
        return new ProtoWriter()
                .text(1, "sha256")
                .bytes(2, keys.getPrivate().getEncoded())
                .bytes(3, TEXT);
    }

    private String call(String function, ProtoWriter arguments) {
        String text = Base64.getEncoder().encodeToString(arguments.toByteArray());
        Map<String, String> headers =
                Map.of("x-do", "foreign", "x-function", function, "x-arguments", text);
        return RealClient.get(port, "/", headers).text();
    }
}
