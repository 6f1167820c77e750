package io.tollgate.fidelity;

import io.tollgate.abi.Block;
import io.tollgate.abi.Header;
import io.tollgate.abi.Headers;
import io.tollgate.abi.callout.GrpcListener;

/** Logs what comes on a gRPC stream and plays the script's lines for it. */
final class ProbeListener implements GrpcListener {
    private final ProbePlugin plugin;

    ProbeListener(ProbePlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public void onInitialMetadata(Headers metadata) {
        plugin.log("stream metadata" + shown(metadata));
        plugin.play("stream_metadata", "CONTINUE");
    }

    @Override
    public void onMessage(Block message) {
        plugin.log("stream message '" + message.text() + "'");
        plugin.play("stream_message", "CONTINUE");
    }

    @Override
    public void onTrailingMetadata(Headers metadata) {
        plugin.log("stream trailing metadata" + shown(metadata));
        plugin.play("stream_trailing", "CONTINUE");
    }

    @Override
    public void onClose(int status, String message) {
        plugin.log("stream closed " + status + " '" + message + "'");
        plugin.play("stream_closed", "CONTINUE");
    }

    /** All fields, without the values that depend on the clock. */
    static String shown(Headers fields) {
        StringBuilder text = new StringBuilder();
        for (Header field : fields.toList()) {
            text.append(' ').append(field.name());
            if (!field.name().startsWith("x-envoy") && !field.name().equals("date")) {
                text.append('=').append(field.value());
            }
        }
        return text.toString();
    }
}
