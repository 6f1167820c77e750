package io.tollgate.filter;

import io.tollgate.abi.Block;
import io.tollgate.abi.data.EmbeddedData;
import io.tollgate.abi.host.OutOfLinearMemoryException;
import io.tollgate.core.config.GatewayConfig;
import io.tollgate.core.flow.TokenDesk;
import io.tollgate.tokens.Table;
import io.tollgate.tokens.Vocabulary;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The vocabularies, copied into the VM's memory when a text is first counted: the VMs that see no
 * traffic never need them. One copy serves all configurations of a VM.
 */
final class HostTables implements Supplier<Optional<Vocabulary>> {
    private static final HostTables O200K = new HostTables("o200k.bin");
    private static final HostTables CL100K = new HostTables("cl100k.bin");

    private final String name;
    private Optional<Vocabulary> found = Optional.empty();

    private HostTables(String name) {
        this.name = name;
    }

    static TokenDesk desk(GatewayConfig config, long seed) {
        return new TokenDesk(O200K, CL100K, config.estimate(), seed);
    }

    /** Empty where the module was built without it: tokens are estimated from bytes then. */
    @Override
    public Optional<Vocabulary> get() {
        if (found.isEmpty()) {
            try {
                Block table = EmbeddedData.find(name);
                if (table.length() > 0) {
                    found = Optional.of(new Vocabulary(new BlockTable(table)));
                }
            } catch (OutOfLinearMemoryException full) {
                return Optional.empty(); // from bytes, until there is room
            }
        }
        return found;
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
