package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.StopGradient;

/** Who reads each node of a graph. */
final class Users {
    private final Map<Node, List<Node>> users = new IdentityHashMap<>();
    private final Set<Node> roots = Collections.newSetFromMap(new IdentityHashMap<>());

    Users(Graph graph, List<Node> order) {
        roots.addAll(graph.roots());
        for (Node node : order) {
            for (Node input : node.inputs()) {
                users.computeIfAbsent(input, n -> new ArrayList<>()).add(node);
            }
        }
    }

    /** The nodes that have this one as an input. */
    List<Node> of(Node node) {
        return users.getOrDefault(node, List.of());
    }

    /** True if the node is an output of the graph or the new value of a variable. */
    boolean isRoot(Node node) {
        return roots.contains(node);
    }

    /** The nodes that read this one's storage, also under another shape; null if the graph itself does. */
    List<Node> readers(Node node) {
        if (isRoot(node)) {
            return null;
        }
        List<Node> readers = new ArrayList<>();
        for (Node user : of(node)) {
            if (user.op() instanceof Reshape || user.op() instanceof StopGradient) {
                List<Node> further = readers(user);
                if (further == null) {
                    return null;
                }
                readers.addAll(further);
            } else {
                readers.add(user);
            }
        }
        return readers;
    }
}
