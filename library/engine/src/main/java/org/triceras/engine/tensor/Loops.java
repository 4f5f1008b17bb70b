package org.triceras.engine.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Scan;

/** Loops over the first axis of tensors, compiled as one operation and differentiable. */
public final class Loops {
    private Loops() {}

    /** One step: from the states and this step's slices to the new states and the output slices. */
    @FunctionalInterface
    public interface Step {
        StepResult apply(List<Tensor> states, List<Tensor> slices);
    }

    /** What a step gives. */
    public record StepResult(List<Tensor> states, List<Tensor> outputs) {}

    /** What a loop gives: the last states, and the outputs stacked along a new first axis. */
    public record LoopResult(List<Tensor> states, List<Tensor> outputs) {}

    /**
     * Applies {@code step} to each slice of {@code sequences} in turn.
     *
     * @param states first values; a step must return states of the same shapes
     * @param sequences tensors of shape (length, ...)
     * @param reverse from the last slice to the first; outputs stay at their slice's place
     */
    public static LoopResult scan(List<Tensor> states, List<Tensor> sequences, int length, boolean reverse, Step step) {
        List<Node> inputs = new ArrayList<>();
        for (Tensor state : states) {
            inputs.add(Node.of(new Input("state" + inputs.size(), state.spec())));
        }
        for (Tensor sequence : sequences) {
            Spec spec = sequence.spec();
            inputs.add(Node.of(
                    new Input("slice" + inputs.size(), spec.with(spec.shape().without(0)))));
        }
        List<Tensor> symbols = inputs.stream().map(Node::tensor).toList();
        StepResult traced =
                step.apply(symbols.subList(0, states.size()), symbols.subList(states.size(), symbols.size()));
        List<Node> roots = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            roots.add(nodeOf(traced.states().get(i).cast(states.get(i).dtype())));
        }
        traced.outputs().forEach(t -> roots.add(nodeOf(t)));

        Map<Node, Node> captured = captured(roots, inputs);
        List<Node> bodyInputs = new ArrayList<>(inputs);
        bodyInputs.addAll(captured.values());
        Graph body = Graph.of(bodyInputs, Rewriter.replace(roots, captured));

        List<Tensor> arguments = new ArrayList<>(states);
        arguments.addAll(sequences);
        captured.keySet()
                .forEach(n -> arguments.add(n.op() instanceof Constant constant ? constant.value() : n.tensor()));
        List<Tensor> results =
                Tensor.emitAll(new Scan(body, states.size(), sequences.size(), length, reverse), arguments);
        return new LoopResult(results.subList(0, states.size()), results.subList(states.size(), results.size()));
    }

    private static Node nodeOf(Tensor tensor) {
        return tensor.isConcrete() ? Node.of(new Constant(tensor)) : tensor.node();
    }

    /**
     * The values from outside that the body uses directly, each with the body input that stands for it. Whatever does not
     * depend on a state or a slice is computed once, outside; scalars stay inside, where they can be fused.
     */
    private static Map<Node, Node> captured(List<Node> roots, List<Node> inputs) {
        Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
        inside.addAll(inputs);
        List<Node> order = Graph.order(roots);
        for (Node node : order) {
            if (node.inputs().stream().anyMatch(inside::contains)) {
                inside.add(node);
            }
        }
        Map<Node, Node> captured = new LinkedHashMap<>();
        for (Node node : order) {
            if (inside.contains(node)) {
                node.inputs().forEach(input -> capture(input, inside, captured));
            }
        }
        roots.forEach(root -> capture(root, inside, captured));
        return captured;
    }

    private static void capture(Node node, Set<Node> inside, Map<Node, Node> captured) {
        boolean scalar = node.op() instanceof Constant && node.spec().shape().rank() == 0;
        if (!inside.contains(node) && !scalar && !captured.containsKey(node)) {
            captured.put(node, Node.of(new Input("constant" + captured.size(), node.spec())));
        }
    }
}
