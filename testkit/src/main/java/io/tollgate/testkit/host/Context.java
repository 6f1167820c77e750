package io.tollgate.testkit.host;

/** A context of a VM: root or stream. */
public abstract sealed class Context permits RootContext, StreamContext {
    private final Vm vm;
    private final int id;

    Context(Vm vm, int id) {
        this.vm = vm;
        this.id = id;
    }

    /** Its VM. */
    public Vm vm() {
        return vm;
    }

    /** Its id. */
    public int id() {
        return id;
    }

    abstract RootContext root();
}
