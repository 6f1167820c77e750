package io.tollgate.filter;

import io.tollgate.abi.Block;
import io.tollgate.abi.data.EmbeddedData;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.flow.TokenDesk;
import io.tollgate.tokens.Table;
import io.tollgate.tokens.Vocabulary;
import java.util.Optional;

/** The vocabularies, read where they lie in the module's memory. */
final class HostTables {
    private HostTables() {}

    static TokenDesk desk(GatewayConfig config, long seed) {
        return new TokenDesk(
                vocabulary("o200k.bin"), vocabulary("cl100k.bin"), config.estimate(), seed);
    }

    /** Empty where the module was built without it: then tokens are estimated from bytes. */
    private static Optional<Vocabulary> vocabulary(String name) {
        Block table = EmbeddedData.find(name);
        return table.length() == 0
                ? Optional.empty()
                : Optional.of(new Vocabulary(new BlockTable(table)));
    }

    private static final class BlockTable extends Table {
        private final Block block;

        BlockTable(Block block) {
            this.block = block;
        }

        @Override
        public int i32(int offset) {
            return block.intAt(offset);
        }

        @Override
        public long i64(int offset) {
            return block.longAt(offset);
        }

        @Override
        public int u8(int offset) {
            return block.at(offset) & 255;
        }

        @Override
        public int size() {
            return block.length();
        }
    }
}
