package org.triceras.engine.pass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.MaxPool2dGrad;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.ReduceKind;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Variable;

/**
 * Max pooling of relu(x + bias) becomes relu(max pooling of x + bias): both never change the order of numbers, so the largest stays the largest, and
 * the result keeps its bits, at a fourth of the work for windows of 2 x 2. The gradient of the pooling finds its maxima in x as well (two
 * numbers that only rounding in x + bias makes equal are told apart), and the bias's gradient, a sum over its images, is taken from the pooled
 * ones, in another order.
 */
public record PoolBeforeActivation() implements Pass {
    @Override
    public Graph apply(Graph graph) {
        Map<Node, List<Node>> users = new IdentityHashMap<>();
        for (Node node : graph.order()) {
            for (Node input : node.inputs()) {
                users.computeIfAbsent(input, n -> new ArrayList<>()).add(node);
            }
        }
        Set<Node> roots = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.addAll(graph.roots());
        Map<Node, Node> done = new IdentityHashMap<>();
        for (Node node : graph.order()) {
            List<Node> inputs = node.inputs().stream().map(done::get).toList();
            done.put(node, rewrite(node, node.withInputs(inputs), done, users, roots));
        }
        Map<Variable, Node> updates = new LinkedHashMap<>();
        graph.updates().forEach((variable, node) -> updates.put(variable, done.get(node)));
        return new Graph(graph.inputs(), graph.outputs().stream().map(done::get).toList(), updates);
    }

    /** @param same the node with its inputs rewritten */
    private static Node rewrite(
            Node node, Node same, Map<Node, Node> done, Map<Node, List<Node>> users, Set<Node> roots) {
        Op op = node.op();
        if (op instanceof MaxPool2d || op instanceof MaxPool2dGrad) {
            Deque<Node> activation = activation(node.input(0), users, roots);
            if (activation.isEmpty()) {
                return same;
            }
            Node x = done.get(activation.peek().input(0));
            if (op instanceof MaxPool2dGrad) {
                return Node.of(op, x, same.input(1));
            }
            Node result = Node.of(op, x);
            for (Node step : activation) {
                result = step.inputs().size() == 1
                        ? Node.of(step.op(), result)
                        : Node.of(
                                step.op(),
                                result,
                                channels(done.get(step.input(1)), result.spec().shape()));
            }
            return result;
        }
        if (op instanceof Reduce reduce
                && reduce.kind() == ReduceKind.SUM
                && same.input(0).op() instanceof MaxPool2dGrad gradient
                && isSmaller(gradient.geometry())
                && reduce.axes().contains(1)
                && reduce.axes().contains(2)) {
            return Node.of(op, same.input(0).input(1));
        }
        return same;
    }

    /**
     * The operations that may follow the pooling, first to last, when {@code last} is what is pooled; empty if there are none or others need
     * their results.
     */
    private static Deque<Node> activation(Node last, Map<Node, List<Node>> users, Set<Node> roots) {
        Deque<Node> steps = new ArrayDeque<>();
        boolean arePools = users.get(last).stream().allMatch(user -> isPoolOf(last, user));
        for (Node at = last; arePools && isStep(at) && !roots.contains(at); at = at.input(0)) {
            if (at != last && users.get(at).size() > 1) {
                break;
            }
            steps.addFirst(at);
        }
        return steps;
    }

    /** True if the user pools the images, or is that pooling's gradient. */
    private static boolean isPoolOf(Node images, Node user) {
        long times = user.inputs().stream().filter(n -> n == images).count();
        if (times != 1 || user.input(0) != images) {
            return false;
        }
        return user.op() instanceof MaxPool2d pool && isSmaller(pool.geometry())
                || user.op() instanceof MaxPool2dGrad gradient && isSmaller(gradient.geometry());
    }

    /** The result is smaller than the images, and no window lies in the padding altogether. */
    private static boolean isSmaller(PoolGeometry g) {
        return g.strideH() * g.strideW() > 1
                && Math.max(g.padTop(), g.padBottom()) < g.height()
                && Math.max(g.padLeft(), g.padRight()) < g.width();
    }

    private static boolean isStep(Node node) {
        if (node.op() instanceof Unary unary) {
            return unary.kind() == UnaryKind.RELU;
        }
        return node.op() instanceof Binary binary
                && binary.kind() == BinaryKind.ADD
                && node.input(0).spec().equals(node.spec())
                && channels(node.input(1), node.spec().shape()) != null;
    }

    /** The node, if it has one number for each channel, in a form that can be added to images of the given shape; otherwise null. */
    private static Node channels(Node node, Shape images) {
        if (node.op() instanceof BroadcastTo) {
            Node narrow = channels(node.input(0), images);
            return narrow == null ? null : Node.of(new BroadcastTo(images), narrow);
        }
        Shape shape = node.spec().shape();
        for (int axis = 0; axis < shape.rank() - 1; axis++) {
            if (shape.dim(axis) != 1) {
                return null;
            }
        }
        return shape.rank() <= images.rank() ? node : null;
    }
}
