package org.triceras.engine.pass;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;

/** Drops stacked loop outputs that nobody reads. */
public record PruneScans() implements Pass {
    @Override
    public Graph apply(Graph graph) {
        Map<Scan, TreeSet<Integer>> used = new IdentityHashMap<>();
        for (Node node : graph.order()) {
            if (node.op() instanceof Result result && node.input(0).op() instanceof Scan scan) {
                used.computeIfAbsent(scan, s -> new TreeSet<>()).add(result.index());
            }
        }
        Map<Scan, Scan> pruned = new IdentityHashMap<>();
        Map<Scan, Map<Integer, Integer>> moved = new IdentityHashMap<>();
        used.forEach((scan, indices) -> {
            List<Node> outputs = new ArrayList<>(scan.body().outputs().subList(0, scan.carries()));
            Map<Integer, Integer> places = new java.util.HashMap<>();
            for (int index : indices) {
                if (index >= scan.carries()) {
                    places.put(index, outputs.size());
                    outputs.add(scan.body().outputs().get(index));
                }
            }
            if (outputs.size() < scan.body().outputs().size()) {
                Graph body = Graph.of(scan.body().inputs(), outputs);
                Scan slim = new Scan(body, scan.carries(), scan.sequences(), scan.length(), scan.reverse());
                pruned.put(scan, slim);
                moved.put(slim, places);
            }
        });
        if (pruned.isEmpty()) {
            return graph;
        }
        Map<Scan, Map<List<Node>, Node>> made = new IdentityHashMap<>();
        return Rewriter.rewrite(graph, node -> {
            if (node.op() instanceof Scan scan && pruned.containsKey(scan)) {
                return made.computeIfAbsent(scan, s -> new java.util.HashMap<>())
                        .computeIfAbsent(node.inputs(), in -> Node.of(pruned.get(scan), in));
            }
            if (node.op() instanceof Result result
                    && node.input(0).op() instanceof Scan scan
                    && moved.containsKey(scan)) {
                int place = moved.get(scan).getOrDefault(result.index(), result.index());
                return Node.of(new Result(place, result.spec()), node.input(0));
            }
            return node;
        });
    }
}
