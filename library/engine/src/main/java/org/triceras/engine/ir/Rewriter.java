package org.triceras.engine.ir;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.triceras.engine.tensor.Variable;

/** Rebuilds graphs with some nodes replaced. What does not change is shared, not copied. */
public final class Rewriter {
    private Rewriter() {}

    /** The roots with each key of {@code replacements} replaced; nodes below a replacement are not visited. */
    public static List<Node> replace(List<Node> roots, Map<Node, Node> replacements) {
        Map<Node, Node> done = new IdentityHashMap<>(replacements);
        for (Node node : Graph.order(roots)) {
            if (!done.containsKey(node)) {
                done.put(node, withInputs(node, done));
            }
        }
        return roots.stream().map(done::get).toList();
    }

    /**
     * The graph with {@code rule} applied to every node, inputs first. The rule gets a node whose inputs are already rewritten
     * and returns it, or another node of the same spec.
     */
    public static Graph rewrite(Graph graph, UnaryOperator<Node> rule) {
        Map<Node, Node> done = new IdentityHashMap<>();
        for (Node node : graph.order()) {
            done.put(node, rule.apply(withInputs(node, done)));
        }
        Map<Variable, Node> updates = new LinkedHashMap<>();
        graph.updates().forEach((variable, node) -> updates.put(variable, done.get(node)));
        return new Graph(graph.inputs(), graph.outputs().stream().map(done::get).toList(), updates);
    }

    private static Node withInputs(Node node, Map<Node, Node> done) {
        List<Node> inputs = new ArrayList<>(node.inputs().size());
        for (Node input : node.inputs()) {
            inputs.add(done.get(input));
        }
        return node.withInputs(inputs);
    }
}
