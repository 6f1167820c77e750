package io.tollgate.testkit.host;

/** Shared data and queues. */
public final class SharedCalls {
    private final Vm vm;

    SharedCalls(Vm vm) {
        this.vm = vm;
    }

    private SharedState shared() {
        return vm.envoy().shared();
    }

    private String vmId() {
        return vm.envoy().setup().vmId();
    }

    /** proxy_get_shared_data: bytes = value, number = version. */
    public Reply get(String key) {
        Reply reply =
                shared().get(vmId(), key)
                        .map(v -> new Reply(Reply.OK, v.value(), v.version()))
                        .orElse(Reply.failed(Reply.NOT_FOUND));
        return HostCalls.traced(vm, reply, "proxy_get_shared_data", key);
    }

    /** proxy_set_shared_data. */
    public Reply set(String key, byte[] value, int version) {
        Reply reply =
                shared().set(vmId(), key, value, version)
                        ? Reply.ok()
                        : Reply.failed(Reply.CAS_MISMATCH);
        return HostCalls.traced(vm, reply, "proxy_set_shared_data", key, value, version);
    }

    /** proxy_register_shared_queue: number = queue. */
    public Reply register(String name) {
        Reply reply =
                Reply.number(shared().register(vmId(), name, vm.effective().orElseThrow().root()));
        return HostCalls.traced(vm, reply, "proxy_register_shared_queue", name);
    }

    /** proxy_resolve_shared_queue: number = queue. */
    public Reply resolve(String ofVm, String name) {
        Reply reply =
                shared().resolve(ofVm.isEmpty() ? vmId() : ofVm, name)
                        .map(Reply::number)
                        .orElse(Reply.failed(Reply.NOT_FOUND));
        return HostCalls.traced(vm, reply, "proxy_resolve_shared_queue", ofVm, name);
    }

    /** proxy_enqueue_shared_queue. */
    public Reply enqueue(int queue, byte[] item) {
        Reply reply = shared().enqueue(queue, item) ? Reply.ok() : Reply.failed(Reply.NOT_FOUND);
        return HostCalls.traced(vm, reply, "proxy_enqueue_shared_queue", queue, item);
    }

    /** proxy_dequeue_shared_queue. */
    public Reply dequeue(int queue) {
        return HostCalls.traced(vm, shared().dequeue(queue), "proxy_dequeue_shared_queue", queue);
    }
}
