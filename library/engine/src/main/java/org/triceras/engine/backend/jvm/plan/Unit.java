package org.triceras.engine.backend.jvm.plan;

import java.util.List;
import org.triceras.engine.ir.Node;

/** Nodes that one kernel computes together; the last one names the unit. */
record Unit(List<Node> nodes) {
    Node last() {
        return nodes.get(nodes.size() - 1);
    }

    boolean isLoop() {
        return Fusion.isElementwise(last());
    }
}
