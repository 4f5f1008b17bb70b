package org.triceras.engine.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.tensor.Operand;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Reverse-mode differentiation of a traced computation. It knows no operation: each says itself what its gradient is, as new
 * nodes, so gradients can be differentiated again.
 */
public final class Gradients {
    private Gradients() {}

    /**
     * The gradients of a scalar with respect to tensors or variables of the same trace; zeros where it does not depend on one.
     *
     * @throws ShapeException if {@code y} has more than one element
     */
    public static List<Tensor> of(Tensor y, List<? extends Operand> wrt) {
        if (y.shape().size() != 1) {
            throw new ShapeException("gradient: expected a scalar to differentiate. Received shape " + y.shape()
                    + ". Try sum() or mean() first.");
        }
        if (y.isConcrete()) {
            throw new ArgumentException(
                    "gradient: the result was computed outside of a traced function, so there is nothing to "
                            + "differentiate. Put the computation into function(...) or a loss.");
        }
        List<Tensor> inputs = wrt.stream().map(Operand::tensor).toList();
        List<Tensor> found = vjp(List.of(y), List.of(Tensors.ones(y.spec())), inputs);
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor g = found.get(i);
            gradients.add(g != null ? g : Tensors.zeros(inputs.get(i).spec()));
        }
        return gradients;
    }

    /** The vector-Jacobian products of several results; null where a result does not depend on an input. */
    public static List<Tensor> vjp(List<Tensor> ys, List<Tensor> dys, List<Tensor> wrt) {
        Set<Node> targets = Collections.newSetFromMap(new IdentityHashMap<>());
        wrt.stream().filter(t -> !t.isConcrete()).forEach(t -> targets.add(t.node()));
        List<Node> order = Graph.order(
                ys.stream().filter(t -> !t.isConcrete()).map(Tensor::node).toList());
        Set<Node> active = dependents(order, targets);

        Map<Node, Tensor[]> cotangents = new IdentityHashMap<>();
        for (int i = 0; i < ys.size(); i++) {
            if (!ys.get(i).isConcrete() && active.contains(ys.get(i).node())) {
                accumulate(cotangents, ys.get(i).node(), 0, dys.get(i));
            }
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            Tensor[] dy = cotangents.get(node);
            if (dy == null || node.inputs().isEmpty()) {
                continue;
            }
            if (node.op() instanceof Result result) {
                accumulate(cotangents, node.input(0), result.index(), dy[0]);
                continue;
            }
            List<Tensor> gradients = node.op().vjpAll(node, Arrays.asList(dy));
            for (int k = 0; k < gradients.size(); k++) {
                if (gradients.get(k) != null && active.contains(node.input(k))) {
                    accumulate(cotangents, node.input(k), 0, gradients.get(k));
                }
            }
        }
        List<Tensor> answer = new ArrayList<>();
        for (Tensor t : wrt) {
            Tensor[] found = t.isConcrete() ? null : cotangents.get(t.node());
            answer.add(found == null ? null : found[0]);
        }
        return answer;
    }

    /** The nodes that some target reaches; only these need a gradient. */
    private static Set<Node> dependents(List<Node> order, Set<Node> targets) {
        Set<Node> active = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node node : order) {
            if (targets.contains(node) || node.inputs().stream().anyMatch(active::contains)) {
                active.add(node);
            }
        }
        return active;
    }

    private static void accumulate(Map<Node, Tensor[]> cotangents, Node node, int index, Tensor dy) {
        Tensor[] sums =
                cotangents.computeIfAbsent(node, n -> new Tensor[n.specs().size()]);
        sums[index] = sums[index] == null ? dy : sums[index].add(dy);
    }
}
