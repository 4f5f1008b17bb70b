package org.triceras.engine.pass;

import java.util.function.Predicate;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.tensor.Tensor;

/** Replaces composites that the backend has no kernel for by their definitions. */
public record ExpandComposites(Predicate<Op> isNative) implements Pass {
    @Override
    public Graph apply(Graph graph) {
        boolean[] changed = new boolean[1];
        Graph result = graph;
        // A definition may use composites in turn, so this goes on until none is left.
        do {
            changed[0] = false;
            result = Rewriter.rewrite(result, node -> {
                Node expanded = isNative.test(node.op()) ? node : expand(node);
                changed[0] |= expanded != node;
                return expanded;
            });
        } while (changed[0]);
        return result;
    }

    private static Node expand(Node node) {
        Tensor expanded =
                node.op().expand(node.inputs().stream().map(Node::tensor).toList());
        if (expanded == null) {
            return node;
        }
        return expanded.isConcrete() ? Node.of(new Constant(expanded)) : expanded.node();
    }
}
