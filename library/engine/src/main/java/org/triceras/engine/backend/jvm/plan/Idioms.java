package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.DType;

/**
 * Finds, among a loop's operations, several that one kernel computes: the moving averages and steps of optimizers
 * ({@link org.triceras.engine.backend.jvm.FloatUpdates}) and gradients of activations ({@link org.triceras.engine.backend.jvm.FloatGradients}). One by
 * one these operations read and write the first-level cache all the time: Adam on 4 million weights took 2.8 ms with twelve of them and takes half
 * of that with three.
 */
final class Idioms {
    private final Set<Node> results = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Node, Integer> readers = new IdentityHashMap<>();
    private final Map<Node, Idiom> found = new IdentityHashMap<>();
    private final Set<Node> inner = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<Node> taken;

    /** @param nodes of the loop, in order */
    Idioms(List<Node> nodes, Collection<Node> results) {
        this.results.addAll(results);
        for (Node node : nodes) {
            readers.putIfAbsent(node, 0);
            for (Node input : node.inputs()) {
                readers.computeIfPresent(input, (n, count) -> count + 1);
            }
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            Idiom idiom = inner.contains(node) || node.spec().size() == 1 ? null : match(node);
            if (idiom != null) {
                found.put(node, idiom);
                inner.addAll(idiom.inner());
            }
        }
    }

    /** The idiom that ends in this node, or null. */
    Idiom endingIn(Node node) {
        return found.get(node);
    }

    /** True if an idiom computes the node on its way. */
    boolean isInner(Node node) {
        return inner.contains(node);
    }

    private Idiom match(Node node) {
        if (node.spec().dtype() != DType.FLOAT32 || !(node.op() instanceof Binary binary)) {
            return null;
        }
        taken = new ArrayList<>();
        return switch (binary.kind()) {
            case SUB -> descent(node);
            case ADD -> first(approach(node.input(0), node.input(1)), () -> mix(node.input(0), node.input(1)));
            case MUL ->
                isImmediate(node.input(0)) || isImmediate(node.input(1))
                        ? null
                        : first(slope(node.input(0), node.input(1)), () -> masked(node.input(0), node.input(1)));
            default -> null;
        };
    }

    private Idiom first(Idiom idiom, Supplier<Idiom> other) {
        if (idiom != null) {
            return idiom;
        }
        taken.clear();
        return other.get();
    }

    private Idiom approach(Node a, Node product) {
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
        return new Idiom.Approach(a, squared ? b.input(0) : b, squared, value(product.input(1)), taken);
    }

    private Idiom mix(Node first, Node second) {
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
        return new Idiom.Mix(
                first.input(0),
                value(first.input(1)),
                squared ? b.input(0) : b,
                squared,
                value(second.input(1)),
                taken);
    }

    private Idiom descent(Node node) {
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
                : new Idiom.Descent(node.input(0), move.input(0), move.input(1), v, value(sum.input(1)), inside, taken);
    }

    /** dy * (1 - y^2), or dy * y * (1 - y); differences are written as sums. */
    private Idiom slope(Node product, Node rest) {
        if (!isInner(rest, BinaryKind.ADD)
                || !isImmediate(rest.input(1))
                || value(rest.input(1)) != 1
                || !isInner(rest.input(0), UnaryKind.NEG)) {
            return null;
        }
        Node y = rest.input(0).input(0);
        if (isSquare(y)) {
            return new Idiom.Slope(product, y.input(0), false, taken);
        }
        return !isImmediate(y)
                        && isInner(product, BinaryKind.MUL)
                        && product.input(1) == y
                        && !isImmediate(product.input(0))
                ? new Idiom.Slope(product.input(0), y, true, taken)
                : null;
    }

    private Idiom masked(Node x, Node mask) {
        if (!(mask.op() instanceof Cast) || !take(mask)) {
            return null;
        }
        Node comparison = mask.input(0);
        if (!(comparison.op() instanceof Compare compare)
                || compare.kind() != CompareKind.GT && compare.kind() != CompareKind.GE
                || comparison.input(0).spec().dtype() != DType.FLOAT32
                || isImmediate(comparison.input(0))
                || !isImmediate(comparison.input(1))
                || !take(comparison)) {
            return null;
        }
        return new Idiom.Masked(
                x, comparison.input(0), value(comparison.input(1)), compare.kind() == CompareKind.GE, taken);
    }

    private boolean isInner(Node node, BinaryKind kind) {
        return node.op() instanceof Binary binary && binary.kind() == kind && take(node);
    }

    private boolean isInner(Node node, UnaryKind kind) {
        return node.op() instanceof Unary unary && unary.kind() == kind && take(node);
    }

    private boolean isSquare(Node node) {
        return node.op() instanceof Unary && !isImmediate(node.input(0)) && isInner(node, UnaryKind.SQUARE);
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
