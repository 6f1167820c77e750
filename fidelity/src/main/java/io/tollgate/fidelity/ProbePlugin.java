package io.tollgate.fidelity;

import io.tollgate.abi.BodyAction;
import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.TrailersAction;
import io.tollgate.abi.callout.HttpCall;
import io.tollgate.abi.host.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Plays the script in its configuration. */
final class ProbePlugin implements Plugin {
    private final HostPort port;
    private List<Line> script = List.of();
    private Calls calls;
    private int lastStream;

    ProbePlugin(HostPort port) {
        this.port = port;
    }

    @Override
    public void configure(PluginSetup setup) {
        script = Line.parse(new String(setup.configuration(), StandardCharsets.UTF_8));
        calls = new Calls(port);
        play("configure", "CONTINUE");
        int millis = 0;
        for (Line line : script) {
            millis = line.phase().equals("every") ? line.number(0) : millis;
        }
        if (millis > 0) {
            setup.timers().every(millis, this::tick);
        }
    }

    private void tick() {
        if (lastStream != 0) {
            play("tick", "CONTINUE");
        }
    }

    /** Runs the lines of a phase; the action that they name, or the given one. */
    String play(String phase, String standard) {
        String action = standard;
        for (Line line : script) {
            if (!line.phase().equals(phase)) {
                continue;
            }
            if (line.word(0).equals("action")) {
                action = line.word(1);
            } else {
                port.log(2, phase + ": " + line.text() + " -> " + calls.run(line, lastStream));
            }
        }
        return action;
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        lastStream = stream.id();
        return new ProbeFilter(this, stream);
    }

    boolean wantsCallout(String phase) {
        for (Line line : script) {
            if (line.phase().equals("call") && line.word(0).equals(phase)) {
                return true;
            }
        }
        return false;
    }

    String calloutTarget() {
        for (Line line : script) {
            if (line.phase().equals("call")) {
                return line.word(1);
            }
        }
        return "";
    }

    /** {@code hcall: phase cluster millis}. */
    Optional<HttpCall> httpCallout(String phase) {
        for (Line line : script) {
            if (line.phase().equals("hcall") && line.word(0).equals(phase)) {
                HttpCall call = HttpCall.post(line.word(1), "/call").authority("a");
                return Optional.of(call.body(new byte[] {'q'}).timeoutMillis(line.number(2)));
            }
        }
        return Optional.empty();
    }

    /** {@code stream: phase cluster}. */
    Optional<String> streamTarget(String phase) {
        for (Line line : script) {
            if (line.phase().equals("stream") && line.word(0).equals(phase)) {
                return Optional.of(line.word(1));
            }
        }
        return Optional.empty();
    }

    static HeadersAction headers(String name) {
        return HeadersAction.valueOf(name);
    }

    static BodyAction body(String name) {
        return BodyAction.valueOf(name);
    }

    static TrailersAction trailers(String name) {
        return TrailersAction.valueOf(name);
    }

    void log(String text) {
        port.log(2, text);
    }
}
