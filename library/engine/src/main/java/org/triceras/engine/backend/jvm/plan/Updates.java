package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.DType;

/**
 * Finds the updates of optimizers among a loop's operations: moving averages and steps along them, which
 * {@link org.triceras.engine.backend.jvm.FloatUpdates} has kernels for. One by one these operations read and write the first-level cache all the time:
 * Adam on 4 million weights took 2.8 ms with twelve of them and takes half of that with three.
 */
final class Updates {
    /** Several nodes that one kernel computes, {@code inner} those that nobody else needs. */
    interface Update {
        List<Node> inner();
    }

    /** a + (b - a) * s, or with b squared. */
    record Approach(Node a, Node b, boolean squared, float s, List<Node> inner) implements Update {}

    /** a * s + b * t, or with b squared. */
    record Mix(Node a, float s, Node b, boolean squared, float t, List<Node> inner) implements Update {}

    /** w - m * rate / (sqrt(v) + epsilon), or / sqrt(v + epsilon) with epsilon {@code inside}; the rate is a scalar. */
    record Descent(Node w, Node m, Node rate, Node v, float epsilon, boolean inside, List<Node> inner)
            implements Update {}

    private final Set<Node> results = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Node, Integer> readers = new IdentityHashMap<>();
    private final Map<Node, Update> found = new IdentityHashMap<>();
    private final Set<Node> inner = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<Node> taken;

    /** @param nodes of the loop, in order */
    Updates(List<Node> nodes, Collection<Node> results) {
        this.results.addAll(results);
        for (Node node : nodes) {
            readers.putIfAbsent(node, 0);
            for (Node input : node.inputs()) {
                readers.computeIfPresent(input, (n, count) -> count + 1);
            }
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            Update update = inner.contains(node) || node.spec().size() == 1 ? null : match(node);
            if (update != null) {
                found.put(node, update);
                inner.addAll(update.inner());
            }
        }
    }

    /** The update that ends in this node, or null. */
    Update endingIn(Node node) {
        return found.get(node);
    }

    /** True if an update computes the node on its way. */
    boolean isInner(Node node) {
        return inner.contains(node);
    }

    private Update match(Node node) {
        if (node.spec().dtype() != DType.FLOAT32 || !(node.op() instanceof Binary binary)) {
            return null;
        }
        taken = new ArrayList<>();
        if (binary.kind() == BinaryKind.SUB) {
            return descent(node);
        }
        if (binary.kind() != BinaryKind.ADD) {
            return null;
        }
        Update update = approach(node.input(0), node.input(1));
        return update != null ? update : mix(node.input(0), node.input(1));
    }

    private Update approach(Node a, Node product) {
        if (!isInner(product, BinaryKind.MUL) || !isImmediate(product.input(1))) {
            return null;
        }
        Node difference = product.input(0);
        if (!isInner(difference, BinaryKind.SUB) || difference.input(1) != a || isImmediate(a)) {
            return null;
        }
        Node b = difference.input(0);
        boolean squared = isSquare(b);
        if (isImmediate(b)) {
            return null;
        }
        return new Approach(a, squared ? b.input(0) : b, squared, value(product.input(1)), taken);
    }

    private Update mix(Node first, Node second) {
        taken.clear();
        if (!isInner(first, BinaryKind.MUL)
                || !isImmediate(first.input(1))
                || isImmediate(first.input(0))
                || !isInner(second, BinaryKind.MUL)
                || !isImmediate(second.input(1))
                || isImmediate(second.input(0))) {
            return null;
        }
        Node b = second.input(0);
        boolean squared = isSquare(b);
        return new Mix(
                first.input(0),
                value(first.input(1)),
                squared ? b.input(0) : b,
                squared,
                value(second.input(1)),
                taken);
    }

    private Update descent(Node node) {
        Node quotient = node.input(1);
        if (isImmediate(node.input(0)) || !isInner(quotient, BinaryKind.DIV)) {
            return null;
        }
        Node move = quotient.input(0);
        if (!isInner(move, BinaryKind.MUL) || isImmediate(move.input(0)) || !isScalar(move.input(1))) {
            return null;
        }
        Node size = quotient.input(1);
        boolean inside = isInner(size, UnaryKind.SQRT);
        Node sum = inside ? size.input(0) : size;
        if (!isInner(sum, BinaryKind.ADD) || !isImmediate(sum.input(1))) {
            return null;
        }
        Node v = sum.input(0);
        if (!inside) {
            if (!isInner(v, UnaryKind.SQRT)) {
                return null;
            }
            v = v.input(0);
        }
        return isImmediate(v)
                ? null
                : new Descent(node.input(0), move.input(0), move.input(1), v, value(sum.input(1)), inside, taken);
    }

    private boolean isInner(Node node, BinaryKind kind) {
        return node.op() instanceof Binary binary && binary.kind() == kind && take(node);
    }

    private boolean isInner(Node node, UnaryKind kind) {
        return node.op() instanceof Unary unary && unary.kind() == kind && take(node);
    }

    private boolean isSquare(Node node) {
        return isInner(node, UnaryKind.SQUARE) && !isImmediate(node.input(0));
    }

    /** A node of this loop that one other reads. */
    private boolean take(Node node) {
        boolean free = readers.getOrDefault(node, 0) == 1 && !results.contains(node) && !inner.contains(node);
        if (free) {
            taken.add(node);
        }
        return free;
    }

    /** One number for the whole loop, from outside of it. */
    private boolean isScalar(Node node) {
        return node.spec().size() == 1 && !readers.containsKey(node);
    }

    private boolean isImmediate(Node node) {
        return Fusion.isScalarConstant(node) && !readers.containsKey(node);
    }

    private static float value(Node node) {
        return (float) ((Constant) node.op()).value().buffer().host().getDouble(0);
    }
}
