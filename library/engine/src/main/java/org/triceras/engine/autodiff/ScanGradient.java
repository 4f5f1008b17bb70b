package org.triceras.engine.autodiff;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * The gradient of a loop: a loop in the other direction whose body is the gradient of the forward body.
 *
 * <p>What the backward body needs of the forward one (gates, states) is not computed again: the forward loop is repeated with
 * those values as further outputs, and a pass merges it with the original. The gradient of a weight used in a matrix product is
 * not summed up step by step: both factors are stacked, and one large product after the loop gives the sum.
 */
public final class ScanGradient {
    private final Scan scan;
    private final Node node;
    private final Graph forward;
    private final Map<Node, Integer> inputIndex = new IdentityHashMap<>();
    private final Map<Node, Boolean> inForward = new IdentityHashMap<>();
    /** Forward values that the backward body reads, with the body input that stands for each. */
    private final Map<Node, Node> residuals = new LinkedHashMap<>();

    private ScanGradient(Scan scan, Node node) {
        this.scan = scan;
        this.node = node;
        this.forward = scan.body();
        for (int i = 0; i < forward.inputs().size(); i++) {
            inputIndex.put(forward.inputs().get(i), i);
        }
        forward.order().forEach(n -> inForward.put(n, true));
        forward.inputs().forEach(n -> inForward.put(n, true));
    }

    /** The gradients with respect to the loop's inputs; entries of {@code dys} are null where no gradient came. */
    public static List<Tensor> vjp(Scan scan, Node node, List<Tensor> dys) {
        return new ScanGradient(scan, node).build(dys);
    }

    private List<Tensor> build(List<Tensor> dys) {
        int carries = scan.carries();
        int constantsFrom = carries + scan.sequences();

        // 1. The gradient of one step, as nodes over the forward body's own nodes.
        List<Tensor> outputs = new ArrayList<>();
        List<Tensor> cotangents = new ArrayList<>();
        List<Node> carryGradients = new ArrayList<>();
        List<Integer> carryOf = new ArrayList<>();
        List<Node> sliceGradients = new ArrayList<>();
        List<Tensor> sliceSequences = new ArrayList<>();
        for (int i = 0; i < forward.outputs().size(); i++) {
            Spec spec = forward.outputs().get(i).spec();
            if (!spec.dtype().isFloat() || (i >= carries && dys.get(i) == null)) {
                continue;
            }
            Node input = Node.of(new Input("d" + i, spec));
            outputs.add(forward.outputs().get(i).tensor());
            cotangents.add(input.tensor());
            if (i < carries) {
                carryGradients.add(input);
                carryOf.add(i);
            } else {
                sliceGradients.add(input);
                sliceSequences.add(dys.get(i));
            }
        }
        List<Tensor> wrt = forward.inputs().stream().map(Node::tensor).toList();
        List<Tensor> gradients = Gradients.vjp(outputs, cotangents, wrt);

        // 2. What becomes a carry, what an output slice, and what one large product after the loop.
        List<Node> newCarries = new ArrayList<>();
        for (int i : carryOf) {
            newCarries.add(orZeros(gradients.get(i), forward.inputs().get(i).spec()));
        }
        List<Tensor> initial = new ArrayList<>();
        for (int k = 0; k < carryOf.size(); k++) {
            Tensor dy = dys.get(carryOf.get(k));
            initial.add(dy != null ? dy : Tensors.zeros(carryGradients.get(k).spec()));
        }
        List<Node> bodyCarries = new ArrayList<>(carryGradients);
        List<Node> slices = new ArrayList<>();
        Map<Integer, Integer> sliceOf = new LinkedHashMap<>();
        Map<Integer, Integer> sumOf = new LinkedHashMap<>();
        Map<Integer, int[]> productOf = new LinkedHashMap<>();
        for (int i = carries; i < forward.inputs().size(); i++) {
            Tensor gradient = gradients.get(i);
            if (gradient == null) {
                continue;
            }
            Node g = gradient.node();
            if (i < constantsFrom) {
                sliceOf.put(i, add(slices, g));
            } else if (isOuterProduct(g)) {
                productOf.put(i, new int[] {add(slices, g.input(0)), add(slices, g.input(1))});
            } else {
                Node accumulator = Node.of(new Input("sum" + i, g.spec()));
                sumOf.put(i, bodyCarries.size());
                bodyCarries.add(accumulator);
                newCarries.add(accumulator.tensor().add(gradient).node());
                initial.add(Tensors.zeros(g.spec()));
            }
        }

        // 3. Cut the backward body off the forward one: shared values become residuals.
        List<Node> roots = new ArrayList<>(newCarries);
        roots.addAll(slices);
        List<Node> cut = cut(roots);
        List<Node> sequenceInputs = new ArrayList<>(sliceGradients);
        List<Tensor> sequences = new ArrayList<>(sliceSequences);
        List<Node> constantInputs = new ArrayList<>();
        List<Tensor> constants = new ArrayList<>();
        List<Node> saved = new ArrayList<>();
        List<Node> savedInputs = new ArrayList<>();
        residuals.forEach((value, input) -> {
            Integer index = inputIndex.get(value);
            if (index != null && index >= constantsFrom) {
                constantInputs.add(input);
                constants.add(node.input(index).tensor());
            } else if (index != null && index >= carries) {
                sequenceInputs.add(input);
                sequences.add(node.input(index).tensor());
            } else {
                saved.add(value);
                savedInputs.add(input);
            }
        });
        sequences.addAll(stacked(saved));
        sequenceInputs.addAll(savedInputs);

        // 4. The loop backwards.
        List<Node> bodyInputs = new ArrayList<>(bodyCarries);
        bodyInputs.addAll(sequenceInputs);
        bodyInputs.addAll(constantInputs);
        Scan backward = new Scan(
                Graph.of(bodyInputs, cut), bodyCarries.size(), sequenceInputs.size(), scan.length(), !scan.reverse());
        List<Tensor> inputs = new ArrayList<>(initial);
        inputs.addAll(sequences);
        inputs.addAll(constants);
        List<Tensor> results = Tensor.emitAll(backward, inputs);

        Tensor[] answer = new Tensor[forward.inputs().size()];
        for (int k = 0; k < carryOf.size(); k++) {
            answer[carryOf.get(k)] = results.get(k);
        }
        int first = bodyCarries.size();
        sliceOf.forEach((i, at) -> answer[i] = results.get(first + at));
        sumOf.forEach((i, at) -> answer[i] = results.get(at));
        productOf.forEach((i, at) ->
                answer[i] = flat(results.get(first + at[0])).matmul(flat(results.get(first + at[1])), true, false));
        return java.util.Arrays.asList(answer);
    }

    private static Node orZeros(Tensor gradient, Spec spec) {
        return gradient != null ? gradient.node() : Node.of(new Constant(Tensors.zeros(spec)));
    }

    private static int add(List<Node> slices, Node slice) {
        slices.add(slice);
        return slices.size() - 1;
    }

    /** A product a^T b of matrices, whose sum over the steps is one product of the stacked matrices. */
    private static boolean isOuterProduct(Node g) {
        return g.op().equals(new MatMul(true, false))
                && g.input(0).spec().shape().rank() == 2
                && g.input(1).spec().shape().rank() == 2;
    }

    /** (steps, batch, features) as (steps * batch, features). */
    private static Tensor flat(Tensor x) {
        return x.reshape(x.shape().dim(0) * x.shape().dim(1), x.shape().dim(2));
    }

    /** The roots with every forward value in them replaced by an input of the backward body. */
    private List<Node> cut(List<Node> roots) {
        Map<Node, Node> replaced = new IdentityHashMap<>();
        for (Node n : Graph.order(roots)) {
            boolean isForward = inForward.containsKey(n);
            boolean isScalar = n.op() instanceof Constant && n.spec().shape().rank() == 0;
            if (isForward && !isScalar) {
                replaced.put(n, Node.of(new Input("r" + replaced.size(), n.spec())));
            }
        }
        List<Node> result = Rewriter.replace(roots, replaced);
        Map<Node, Boolean> used = new IdentityHashMap<>();
        Graph.order(result).forEach(n -> used.put(n, true));
        for (Node n : Graph.order(roots)) {
            Node input = replaced.get(n);
            if (input != null && used.containsKey(input)) {
                residuals.put(n, input);
            }
        }
        return result;
    }

    /** The forward loop's values of the given body nodes at every step. */
    private List<Tensor> stacked(List<Node> saved) {
        if (saved.isEmpty()) {
            return List.of();
        }
        List<Node> outputs = new ArrayList<>(forward.outputs());
        outputs.addAll(saved);
        Scan augmented = new Scan(
                Graph.of(forward.inputs(), outputs), scan.carries(), scan.sequences(), scan.length(), scan.reverse());
        List<Tensor> results = Tensor.emitAll(
                augmented, node.inputs().stream().map(Node::tensor).toList());
        return results.subList(forward.outputs().size(), results.size());
    }
}
