package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.ir.op.Select;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.tensor.Shape;

/**
 * Groups elementwise operations that run as one loop.
 *
 * <p>Each node gets a level: that of its deepest input, one more if the edge leaves the loop (the input is no elementwise
 * operation or has another shape). Connected elementwise nodes of one shape and level form a loop. A path that leaves a loop and
 * comes back would raise the level, so loops never depend on each other in a circle.
 */
final class Fusion {
    private final Map<Node, Integer> levels = new IdentityHashMap<>();
    private final Map<Node, Node> leaders = new IdentityHashMap<>();

    private Fusion() {}

    /** All nodes that need a kernel, as units in an order in which they can run. */
    static List<Unit> units(List<Node> order) {
        Fusion fusion = new Fusion();
        order.forEach(fusion::visit);
        Map<Node, List<Node>> members = new LinkedHashMap<>();
        for (Node node : order) {
            members.computeIfAbsent(fusion.find(node), n -> new ArrayList<>()).add(node);
        }
        return sorted(order, members, fusion);
    }

    static boolean isElementwise(Node node) {
        Op op = node.op();
        return op instanceof Unary
                || op instanceof Binary
                || op instanceof Compare
                || op instanceof Select
                || op instanceof Cast
                || op instanceof BroadcastTo
                || op instanceof RandomUniform
                || op instanceof Iota;
    }

    /** Scalars that loops hold as immediate values. */
    static boolean isScalarConstant(Node node) {
        return node.op() instanceof Constant && node.spec().size() == 1;
    }

    private void visit(Node node) {
        boolean elementwise = isElementwise(node);
        int level = 0;
        for (Node input : node.inputs()) {
            boolean same = elementwise && isElementwise(input) && sameLoop(node, input);
            level = Math.max(level, levels.get(input) + (same ? 0 : 1));
        }
        levels.put(node, level);
        leaders.put(node, node);
        if (elementwise) {
            for (Node input : node.inputs()) {
                if (isElementwise(input) && sameLoop(node, input) && levels.get(input) == level) {
                    leaders.put(find(input), find(node));
                }
            }
        }
    }

    private static boolean sameLoop(Node a, Node b) {
        Shape shape = a.spec().shape();
        return shape.equals(b.spec().shape());
    }

    private Node find(Node node) {
        Node leader = node;
        while (leaders.get(leader) != leader) {
            leader = leaders.get(leader);
        }
        Node at = node;
        while (at != leader) {
            Node next = leaders.get(at);
            leaders.put(at, leader);
            at = next;
        }
        return leader;
    }

    /** Units after all units they read from: by a depth-first walk over units. */
    private static List<Unit> sorted(List<Node> order, Map<Node, List<Node>> members, Fusion fusion) {
        List<Unit> result = new ArrayList<>();
        Map<Node, Boolean> done = new IdentityHashMap<>();
        for (Node node : order) {
            fusion.emit(fusion.find(node), members, done, result);
        }
        return result;
    }

    private void emit(Node leader, Map<Node, List<Node>> members, Map<Node, Boolean> done, List<Unit> result) {
        java.util.ArrayDeque<Node> stack = new java.util.ArrayDeque<>();
        stack.push(leader);
        while (!stack.isEmpty()) {
            Node top = stack.peek();
            if (done.containsKey(top)) {
                stack.pop();
                continue;
            }
            boolean ready = true;
            for (Node member : members.get(top)) {
                for (Node input : member.inputs()) {
                    Node other = find(input);
                    if (other != top && !done.containsKey(other)) {
                        stack.push(other);
                        ready = false;
                    }
                }
            }
            if (ready) {
                stack.pop();
                done.put(top, true);
                result.add(new Unit(List.copyOf(members.get(top))));
            }
        }
    }
}
