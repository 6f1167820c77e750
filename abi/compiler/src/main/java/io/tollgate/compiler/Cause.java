package io.tollgate.compiler;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.teavm.callgraph.CallGraph;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.model.MethodReference;

/** Finds the filter's own method behind a problem somewhere in a library. */
final class Cause {
    private static final List<String> NOT_ITS_OWN =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "com.sun.",
                    "org.teavm.",
                    "io.tollgate.abi.",
                    "io.tollgate.compiler.emulated.");
    private final CallGraph calls;

    Cause(CallGraph calls) {
        this.calls = calls;
    }

    /**
     * The nearest caller that is no library's, as text to append; empty if it is the method itself
     * or there is none.
     */
    String of(MethodReference method) {
        Set<MethodReference> seen = new HashSet<>();
        ArrayDeque<CallGraphNode> next = new ArrayDeque<>();
        next.add(calls.getNode(method));
        while (!next.isEmpty()) {
            CallGraphNode node = next.remove();
            if (node == null || !seen.add(node.getMethod())) {
                continue;
            }
            if (isOwn(node.getMethod())) {
                return node.getMethod().equals(method) ? "" : ", reached from " + node.getMethod();
            }
            node.getCallerCallSites().forEach(site -> next.addAll(site.getCallers()));
        }
        return "";
    }

    private static boolean isOwn(MethodReference method) {
        return NOT_ITS_OWN.stream().noneMatch(method.getClassName()::startsWith);
    }
}
