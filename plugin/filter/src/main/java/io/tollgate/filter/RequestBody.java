package io.tollgate.filter;

import io.tollgate.abi.Block;
import io.tollgate.abi.Body;
import io.tollgate.core.flow.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * The request's body on its way: each piece is read once, where the host put it. A body that the
 * host may not keep (it would refuse one above its buffer) is taken out piece by piece and put back
 * whole at its end.
 */
final class RequestBody {
    private final Body host;
    private final List<Block> pieces = new ArrayList<>();
    private int kept;
    private boolean taken;

    RequestBody(Body host) {
        this.host = host;
    }

    /** The bytes that have come since the last event. */
    Block next() {
        Block piece = host.block(kept, Integer.MAX_VALUE);
        if (piece.length() > 0) {
            pieces.add(piece);
        }
        return piece;
    }

    /** The host forgets this piece; at the end the pieces taken go back, before the last one. */
    void take(boolean end) {
        int last = host.available() > 0 ? 1 : 0;
        if (!end && last > 0) {
            host.drop(Integer.MAX_VALUE);
            taken = true;
        } else if (end && taken) {
            for (int i = pieces.size() - 1 - last; i >= 0; i--) {
                host.prepend(pieces.get(i));
            }
        }
    }

    /** The host passes this piece on, or keeps it and shows it again with the next one. */
    void leave(boolean keeps) {
        kept = keeps ? host.available() : 0;
    }

    /** The body as the flow wants it. */
    void replace(Effect.ReplaceRequestBody edit) {
        host.replaceAll(edit.apply(whole()));
    }

    /** Frees what was kept of it. */
    void forget() {
        for (Block piece : pieces) {
            piece.free();
        }
        pieces.clear();
    }

    private byte[] whole() {
        int length = 0;
        for (Block piece : pieces) {
            length += piece.length();
        }
        byte[] all = new byte[length];
        int at = 0;
        for (Block piece : pieces) {
            piece.copyTo(0, all, at, piece.length());
            at += piece.length();
        }
        return all;
    }
}
