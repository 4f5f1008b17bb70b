package org.triceras.engine.pass;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.tensor.Shape;

/**
 * Moves products that only a loop reads into it: x W + b for all steps, as recurrent layers project their inputs, becomes x_t W + b in each step. Its numbers then stay in
 * a cache, where those of all steps would be written and read once more: 7 MB for 28 steps of 128 rows and 512 columns, of inputs of 28. Many rows are needed, as
 * each step packs and multiplies for itself, and few depths, or the weights would push those of the loop out of the cache. A row's sums are the same ones.
 */
public record ProductsInScans() implements Pass {
    private static final int LEAST_ROWS = 64;
    private static final int MOST_DEPTHS = 64;

    /** x W, plus a bias if there is one; x has the shape (steps, rows, depth). */
    private record Projection(Node x, MatMul product, Node weights, Node bias) {
        /** What a sequence of a loop is, or null. */
        static Projection of(Node sequence) {
            Node node = sequence;
            Node bias = null;
            if (isSumWithBias(node)) {
                bias = node.input(1);
                node = node.input(0);
            }
            node = node.op() instanceof Reshape ? node.input(0) : node;
            if (bias == null && isSumWithBias(node)) {
                bias = node.input(1);
                node = node.input(0);
            }
            if (!(node.op() instanceof MatMul product)
                    || product.transposeA()
                    || node.spec().shape().rank() != 2
                    || !(node.input(0).op() instanceof Reshape)) {
                return null;
            }
            Node x = node.input(0).input(0);
            return fits(x.spec().shape(), sequence.spec().shape())
                    ? new Projection(x, product, node.input(1), bias)
                    : null;
        }

        private static boolean isSumWithBias(Node node) {
            return node.op() instanceof Binary binary
                    && binary.kind() == BinaryKind.ADD
                    && node.input(1).spec().shape().rank() == 1;
        }

        private static boolean fits(Shape x, Shape steps) {
            return x.rank() == 3
                    && steps.rank() == 3
                    && x.dim(0) == steps.dim(0)
                    && x.dim(1) == steps.dim(1)
                    && x.dim(1) >= LEAST_ROWS
                    && x.dim(2) <= MOST_DEPTHS;
        }

        /** Whether nothing but the sequence reads the nodes between. */
        static boolean isReadOnce(Node sequence, Map<Node, Integer> readers) {
            Node node = sequence;
            while (!(node.op() instanceof MatMul)) {
                if (readers.get(node) != 1) {
                    return false;
                }
                node = node.input(0);
            }
            return readers.get(node) == 1;
        }
    }

    @Override
    public Graph apply(Graph graph) {
        Map<Node, Integer> readers = readers(graph);
        Map<Scan, TreeSet<Integer>> moved = new IdentityHashMap<>();
        for (Node node : graph.order()) {
            if (node.op() instanceof Scan scan) {
                for (int i = scan.carries(); i < scan.carries() + scan.sequences(); i++) {
                    Node sequence = node.input(i);
                    if (Projection.of(sequence) != null && Projection.isReadOnce(sequence, readers)) {
                        moved.computeIfAbsent(scan, s -> new TreeSet<>()).add(i);
                    }
                }
            }
        }
        return moved.isEmpty()
                ? graph
                : Rewriter.rewrite(
                        graph,
                        node -> node.op() instanceof Scan scan && moved.containsKey(scan)
                                ? with(node, scan, moved.get(scan))
                                : node);
    }

    private static Map<Node, Integer> readers(Graph graph) {
        Map<Node, Integer> readers = new IdentityHashMap<>();
        graph.order().forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        graph.outputs().forEach(output -> readers.merge(output, 1, Integer::sum));
        graph.updates().values().forEach(value -> readers.merge(value, 1, Integer::sum));
        return readers;
    }

    /** The loop with those of its sequences computed in its body. */
    private static Node with(Node node, Scan scan, TreeSet<Integer> sequences) {
        List<Node> inputs = new ArrayList<>(node.inputs());
        List<Node> bodyInputs = new ArrayList<>(scan.body().inputs());
        Map<Node, Node> computed = new IdentityHashMap<>();
        for (int i : sequences) {
            Projection projection = Projection.of(inputs.get(i));
            Node slice = bodyInputs.get(i);
            String name = ((Input) slice.op()).name();
            Node x = Node.of(new Input(
                    name + "/x", slice.spec().with(projection.x.spec().shape().without(0))));
            Node weights = Node.of(new Input(name + "/weights", projection.weights.spec()));
            Node value = Node.of(projection.product, x, weights);
            inputs.set(i, projection.x);
            bodyInputs.set(i, x);
            inputs.add(projection.weights);
            bodyInputs.add(weights);
            if (projection.bias != null) {
                Node bias = Node.of(new Input(name + "/bias", projection.bias.spec()));
                value = Node.of(new Binary(BinaryKind.ADD), value, bias);
                inputs.add(projection.bias);
                bodyInputs.add(bias);
            }
            computed.put(slice, value);
        }
        Graph body = Graph.of(bodyInputs, Rewriter.replace(scan.body().outputs(), computed));
        return Node.of(new Scan(body, scan.carries(), scan.sequences(), scan.length(), scan.reverse()), inputs);
    }
}
