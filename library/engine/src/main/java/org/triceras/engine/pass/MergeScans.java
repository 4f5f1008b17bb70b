package org.triceras.engine.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;

/**
 * Runs a loop once where differentiation has repeated it with further outputs: of loops over the same inputs whose bodies share
 * their first outputs, the one with the most outputs serves all.
 */
public record MergeScans() implements Pass {
    private record Key(List<Node> bodyInputs, List<Node> inputs, int length, boolean reverse) {}

    @Override
    public Graph apply(Graph graph) {
        Map<Key, Node> longest = new HashMap<>();
        for (Node node : graph.order()) {
            if (node.op() instanceof Scan scan) {
                longest.merge(key(scan, node), node, MergeScans::longer);
            }
        }
        if (longest.isEmpty()) {
            return graph;
        }
        // Inputs of the nodes that the rewriter passes are already rewritten, so loops are matched by body alone there.
        Map<Scan, Scan> replacement = new HashMap<>();
        for (Node node : graph.order()) {
            if (node.op() instanceof Scan scan) {
                Scan kept = (Scan) longest.get(key(scan, node)).op();
                if (isPrefix(scan, kept)) {
                    replacement.put(scan, kept);
                }
            }
        }
        Map<List<Object>, Node> made = new HashMap<>();
        return Rewriter.rewrite(graph, node -> {
            if (!(node.op() instanceof Scan scan)) {
                return node;
            }
            Scan kept = replacement.getOrDefault(scan, scan);
            Node merged = made.computeIfAbsent(List.of(kept, node.inputs()), k -> Node.of(kept, node.inputs()));
            // A loop with one result is used as such, one with several only through Result.
            return node.specs().size() == 1 && merged.specs().size() > 1
                    ? Node.of(new Result(0, node.spec()), merged)
                    : merged;
        });
    }

    private static Key key(Scan scan, Node node) {
        return new Key(scan.body().inputs(), node.inputs(), scan.length(), scan.reverse());
    }

    private static Node longer(Node a, Node b) {
        return ((Scan) a.op()).body().outputs().size()
                        >= ((Scan) b.op()).body().outputs().size()
                ? a
                : b;
    }

    private static boolean isPrefix(Scan scan, Scan kept) {
        List<Node> mine = scan.body().outputs();
        List<Node> others = kept.body().outputs();
        return mine.size() <= others.size() && mine.equals(others.subList(0, mine.size()));
    }
}
