package org.triceras.engine.backend.jvm.plan;

import java.util.List;
import java.util.stream.Stream;
import org.triceras.engine.ir.Node;

/**
 * Nodes that one kernel computes together; the last one names the unit.
 *
 * @param anchor the operation whose results the loop of the other nodes takes block by block, or null
 * @param nodes the anchor, if there is one, and the nodes of the loop; or the one node
 * @param before a convolution that this unit, a pooling, takes image by image, or null
 */
record Unit(Node anchor, List<Node> nodes, Unit before) {
    Unit(Node anchor, List<Node> nodes) {
        this(anchor, nodes, null);
    }

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

    /** The operation that is more than a loop: the anchor, or the one node. */
    Node operation() {
        return anchor == null ? last() : anchor;
    }

    /** All nodes that the unit computes, in an order in which they can be computed. */
    List<Node> all() {
        return before == null
                ? nodes
                : Stream.concat(before.nodes.stream(), nodes.stream()).toList();
    }
}
