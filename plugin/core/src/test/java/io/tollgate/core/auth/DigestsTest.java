package io.tollgate.core.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestsTest {

    @Test
    void digestsAreThoseOfTheJdk() throws NoSuchAlgorithmException {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertArrayEquals(
                    MessageDigest.getInstance("SHA-256").digest(message),
                    new Sha256().digest(message));
        }
    }

    @Test
    void hexIsLowerCase() {
        assertEquals(
                "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                Digests.sha256Hex("foo"));
    }
}
