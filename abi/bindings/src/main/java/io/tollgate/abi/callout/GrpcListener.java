package io.tollgate.abi.callout;

import io.tollgate.abi.Block;
import io.tollgate.abi.Headers;

/**
 * What comes back on a gRPC stream. After {@link #onClose}, which comes exactly once, there is
 * nothing more.
 */
public interface GrpcListener {
    default void onInitialMetadata(Headers metadata) {}

    /** One message; its bytes live until the callback ends. */
    void onMessage(Block message);

    default void onTrailingMetadata(Headers metadata) {}

    /** The other side has ended the stream, or it could not be opened. */
    void onClose(int status, String message);
}
