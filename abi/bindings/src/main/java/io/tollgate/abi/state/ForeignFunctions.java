package io.tollgate.abi.state;

import io.tollgate.abi.Block;
import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import java.util.Optional;

/** Functions that a host offers beside the ABI, by name. Envoy's stand in docs/abi.md. */
public final class ForeignFunctions {
    private final HostContext context;

    public ForeignFunctions(HostContext context) {
        this.context = context;
    }

    /** Empty if the host has no such function, or refuses the arguments. */
    public Optional<byte[]> call(String name, byte[] arguments) {
        HostSession session = context.session();
        Block block = session.block(arguments);
        int status;
        try {
            status = context.enter().callForeignFunction(name, block);
        } finally {
            block.free();
        }
        if (status == Status.INVALID_MEMORY_ACCESS) {
            throw session.failure(name, status);
        }
        return status == Status.OK ? Optional.of(session.takeArray()) : Optional.empty();
    }
}
