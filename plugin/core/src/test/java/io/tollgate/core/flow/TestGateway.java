package io.tollgate.core.flow;

import io.tollgate.core.config.ConfigReader;
import io.tollgate.core.config.ConfigResult;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.ledger.SharedSlots;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A gateway without a host, without vocabularies and without a memory that is shared. */
final class TestGateway {
    private TestGateway() {}

    /** The text has {@code '} for {@code "}. */
    static Gateway of(String text) {
        byte[] json = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        GatewayConfig config = ((ConfigResult.Accepted) ConfigReader.read(json)).config();
        TokenDesk tokens = new TokenDesk(Optional::empty, Optional::empty, config.estimate(), 1);
        return new Gateway(config, new NoSlots(), 1, tokens);
    }

    private static final class NoSlots implements SharedSlots {
        @Override
        public Versioned get(int slot) {
            return new Versioned(new byte[0], 1);
        }

        @Override
        public boolean compareAndSet(int slot, byte[] value, int version) {
            return true;
        }
    }
}
