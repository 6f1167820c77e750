package io.tollgate.testkit.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shared data and queues of the process: they outlive VMs and are kept apart by vm_id. */
public final class SharedState {
    private final Map<String, Versioned> data = new TreeMap<>();
    private final Map<String, Integer> queueIds = new TreeMap<>();
    private final Map<Integer, Queue> queues = new TreeMap<>();
    private int nextVersion = 1;

    /** A value and its version. */
    record Versioned(byte[] value, int version) {}

    private static final class Queue {
        private final Deque<byte[]> items = new ArrayDeque<>();
        private RootContext owner;
    }

    Optional<Versioned> get(String vmId, String key) {
        return Optional.ofNullable(data.get(vmId + "\0" + key));
    }

    /** False on a version mismatch. The version is not looked at when it is 0 or the key is new. */
    boolean set(String vmId, String key, byte[] value, int version) {
        Optional<Versioned> before = get(vmId, key);
        if (before.isPresent() && version != 0 && before.get().version() != version) {
            return false;
        }
        data.put(vmId + "\0" + key, new Versioned(value, nextVersion++));
        return true;
    }

    /** Opens or makes a queue; the caller becomes its owner. */
    int register(String vmId, String name, RootContext owner) {
        int id = queueIds.computeIfAbsent(vmId + "\0" + name, key -> queueIds.size() + 1);
        queues.computeIfAbsent(id, key -> new Queue()).owner = owner;
        return id;
    }

    Optional<Integer> resolve(String vmId, String name) {
        return Optional.ofNullable(queueIds.get(vmId + "\0" + name));
    }

    boolean enqueue(int id, byte[] item) {
        Queue queue = queues.get(id);
        if (queue == null) {
            return false;
        }
        queue.items.add(item);
        queue.owner.vm().envoy().loop().post(() -> queue.owner.queueReady(id));
        return true;
    }

    Reply dequeue(int id) {
        Queue queue = queues.get(id);
        if (queue == null) {
            return Reply.failed(Reply.NOT_FOUND);
        }
        return queue.items.isEmpty() ? Reply.failed(Reply.EMPTY) : Reply.ok(queue.items.remove());
    }
}
