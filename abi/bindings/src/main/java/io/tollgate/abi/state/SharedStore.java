package io.tollgate.abi.state;

import io.tollgate.abi.Block;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import java.util.Optional;

/**
 * Values shared by all workers of the process under one {@code vm_id}. There is no delete and no
 * expiry; the values survive a change of configuration.
 */
public final class SharedStore {
    private final HostSession session;

    public SharedStore(HostSession session) {
        this.session = session;
    }

    public Optional<Versioned> get(String key) {
        int status = session.port().getSharedData(key);
        if (status == Status.NOT_FOUND) {
            return Optional.empty();
        }
        session.check("proxy_get_shared_data", status);
        int version = session.port().takeNumber();
        return Optional.of(new Versioned(session.takeArray(), version));
    }

    /** Writes whatever is there. */
    public void put(String key, byte[] value) {
        session.check("proxy_set_shared_data", write(key, value, 0));
    }

    /**
     * Writes if the value has not changed since it was read; false if it has. The first write of a
     * key always succeeds, so two VMs that both found nothing overwrite each other: create keys in
     * {@code configure}, with {@link #put}. Envoy takes version 0 for a write without comparison,
     * so it is refused here.
     */
    public boolean compareAndSet(String key, byte[] value, int version) {
        if (version == 0) {
            throw new IllegalArgumentException("version 0 of " + key + " would compare nothing");
        }
        int status = write(key, value, version);
        if (status == Status.CAS_MISMATCH) {
            return false;
        }
        session.check("proxy_set_shared_data", status);
        return true;
    }

    private int write(String key, byte[] value, int version) {
        Block block = session.block(value);
        try {
            return session.port().setSharedData(key, block, version);
        } finally {
            block.free();
        }
    }
}
