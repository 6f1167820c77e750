package io.tollgate.abi.host;

/**
 * A root or stream context, made the effective one before each call that depends on it. Internal.
 */
public final class HostContext {
    private final HostSession session;
    private final int id;
    private boolean gone;
    private boolean detached;

    public HostContext(HostSession session, int id) {
        this.session = session;
        this.id = id;
    }

    public HostSession session() {
        return session;
    }

    public int id() {
        return id;
    }

    public boolean isGone() {
        return gone;
    }

    public void markGone() {
        gone = true;
    }

    /** The filter threw: it is called no more, save for the log. */
    public void detach() {
        detached = true;
    }

    /** A plugin is configured anew. */
    public void attach() {
        detached = false;
    }

    public boolean isDetached() {
        return detached;
    }

    /** True as long as results may be delivered. */
    public boolean isListening() {
        return !gone && !detached;
    }

    /** Makes this context the effective one; false if the host no longer knows it. */
    public boolean tryEnter() {
        if (!gone && !session.enter(id)) {
            gone = true;
        }
        return !gone;
    }

    /**
     * Makes this context the effective one. Throws {@link StreamGoneException} if the host no
     * longer knows it.
     */
    public HostPort enter() {
        if (!tryEnter()) {
            throw new StreamGoneException(id, session.callback());
        }
        return session.port();
    }
}
