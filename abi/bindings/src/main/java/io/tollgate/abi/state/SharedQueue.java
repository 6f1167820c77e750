package io.tollgate.abi.state;

import io.tollgate.abi.Block;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import java.util.Optional;

/** One queue; what one VM offers another polls. */
public final class SharedQueue {
    private final HostSession session;
    private final int id;

    public SharedQueue(HostSession session, int id) {
        this.session = session;
        this.id = id;
    }

    public void offer(byte[] value) {
        Block block = session.block(value);
        try {
            session.check("proxy_enqueue_shared_queue", session.port().enqueue(id, block));
        } finally {
            block.free();
        }
    }

    public Optional<byte[]> poll() {
        int status = session.port().dequeue(id);
        if (status == Status.EMPTY) {
            return Optional.empty();
        }
        session.check("proxy_dequeue_shared_queue", status);
        return Optional.of(session.takeArray());
    }
}
