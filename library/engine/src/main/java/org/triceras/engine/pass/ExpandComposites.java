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
        return Rewriter.rewrite(graph, node -> {
            if (isNative.test(node.op())) {
                return node;
            }
            Tensor expanded =
                    node.op().expand(node.inputs().stream().map(Node::tensor).toList());
            if (expanded == null) {
                return node;
            }
            return expanded.isConcrete() ? Node.of(new Constant(expanded)) : expanded.node();
        });
    }
}
