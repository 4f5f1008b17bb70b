package org.triceras.engine.pass;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Scan;

/** Runs the pipeline on the bodies of loops. After merging, since that compares bodies by identity. */
public record OptimizeScanBodies(Predicate<Op> isNative) implements Pass {
    @Override
    public Graph apply(Graph graph) {
        Map<Scan, Scan> done = new HashMap<>();
        return Rewriter.rewrite(graph, node -> {
            if (!(node.op() instanceof Scan scan)) {
                return node;
            }
            Scan optimized = done.computeIfAbsent(
                    scan,
                    s -> new Scan(
                            Passes.optimize(s.body(), isNative), s.carries(), s.sequences(), s.length(), s.reverse()));
            return Node.of(optimized, node.inputs());
        });
    }
}
