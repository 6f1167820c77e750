package io.tollgate.abi.host;

/** The host refused a call: a mistake in the filter, or something the host cannot do here. */
public final class HostCallException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    public HostCallException(String call, int status, String callback) {
        super(call + ": " + Status.name(status) + " in " + callback);
        this.status = status;
    }

    /** One of {@link Status}, or a number that the spec does not name. */
    public int status() {
        return status;
    }
}
