package io.tollgate.conformance;

import io.tollgate.abi.HeadersAction;
import io.tollgate.abi.HttpFilter;
import io.tollgate.abi.HttpStream;
import io.tollgate.abi.Plugin;
import io.tollgate.abi.PluginSetup;
import io.tollgate.abi.ProxyWasm;
import io.tollgate.abi.RequestHead;
import io.tollgate.abi.state.Gauge;
import java.util.ArrayList;
import java.util.List;

/** Does what no barrier can keep from the host. */
public final class Trapper implements Plugin {
    private static final int PIECE = 1 << 24;
    private final List<byte[]> kept = new ArrayList<>();
    private Gauge depth;

    public static void main(String[] args) {
        ProxyWasm.register(Trapper::new);
    }

    @Override
    public void configure(PluginSetup setup) {
        depth = setup.metrics().gauge("trapper.depth");
    }

    @Override
    public HttpFilter newHttpFilter(HttpStream stream) {
        return new HttpFilter() {
            @Override
            public HeadersAction onRequestHeaders(RequestHead head) {
                switch (head.headers().first("x-do").orElse("")) {
                    case "recurse" -> depth.set(deeper(1));
                    case "fill" -> fill();
                    default -> {}
                }
                return HeadersAction.CONTINUE;
            }
        };
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static int deeper(int level) {
        return level + deeper(level + 1) % 7;
    }

    private void fill() {
        while (true) {
            kept.add(new byte[PIECE]);
        }
    }
}
