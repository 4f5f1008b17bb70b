package org.triceras.engine.backend.jvm.plan;

import java.util.List;
import org.triceras.engine.ir.Node;

/**
 * Nodes that one kernel computes together; the last one names the unit.
 *
 * @param anchor the operation whose results the loop of the other nodes takes block by block, or null
 * @param nodes the anchor, if there is one, and the nodes of the loop; or the one node
 */
record Unit(Node anchor, List<Node> nodes) {
    Node last() {
        return nodes.get(nodes.size() - 1);
    }

    boolean isLoop() {
        return Fusion.isElementwise(last());
    }

    /** The nodes of the loop. */
    List<Node> loop() {
        return anchor == null ? nodes : nodes.stream().filter(n -> n != anchor).toList();
    }
}
