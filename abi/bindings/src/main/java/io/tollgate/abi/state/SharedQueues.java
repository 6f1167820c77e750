package io.tollgate.abi.state;

import io.tollgate.abi.host.HostContext;
import io.tollgate.abi.host.HostPort;
import io.tollgate.abi.host.HostSession;
import io.tollgate.abi.host.Status;
import io.tollgate.abi.table.IntMap;
import java.util.Optional;
import java.util.function.Consumer;

/** Queues between the VMs of a process. */
public final class SharedQueues {
    private final HostContext root;
    private final IntMap<Consumer<SharedQueue>> listeners;

    public SharedQueues(HostContext root, IntMap<Consumer<SharedQueue>> listeners) {
        this.root = root;
        this.listeners = listeners;
    }

    /**
     * Opens or creates a queue and reads from it: {@code ready} is called when something was put
     * in.
     */
    public SharedQueue register(String name, Consumer<SharedQueue> ready) {
        HostSession session = root.session();
        session.check("proxy_register_shared_queue", root.enter().registerQueue(name));
        int id = session.port().takeNumber();
        listeners.put(id, ready);
        return new SharedQueue(session, id);
    }

    /** A queue that some VM has registered; an empty {@code vm} means the own {@code vm_id}. */
    public Optional<SharedQueue> resolve(String vm, String name) {
        HostPort port = root.enter();
        int status = port.resolveQueue(vm, name);
        if (status == Status.NOT_FOUND) {
            return Optional.empty();
        }
        root.session().check("proxy_resolve_shared_queue", status);
        return Optional.of(new SharedQueue(root.session(), port.takeNumber()));
    }
}
