package org.triceras.engine.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.tensor.Variable;

/**
 * A computation: what is fed, what comes out, and what each updated variable becomes after everything else has been computed.
 *
 * @param inputs {@code Input} nodes in feed order
 * @param outputs nodes whose values are returned
 * @param updates new values of variables, stored once all outputs and updates are computed
 */
public record Graph(List<Node> inputs, List<Node> outputs, Map<Variable, Node> updates) {
    public Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        updates = Collections.unmodifiableMap(new LinkedHashMap<>(updates));
    }

    public static Graph of(List<Node> inputs, List<Node> outputs) {
        return new Graph(inputs, outputs, Map.of());
    }

    /** All results wanted from this graph: outputs, then updates. */
    public List<Node> roots() {
        List<Node> roots = new ArrayList<>(outputs);
        roots.addAll(updates.values());
        return roots;
    }

    /** Every node that the roots need, each after its inputs. */
    public List<Node> order() {
        return order(roots());
    }

    /** Every node that the given ones need, each after its inputs, in a fixed order. */
    public static List<Node> order(List<Node> roots) {
        List<Node> order = new ArrayList<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Visit> stack = new ArrayDeque<>();
        for (Node root : roots) {
            if (seen.add(root)) {
                stack.push(new Visit(root));
            }
            // An explicit stack: unrolled loops make graphs deeper than the Java stack.
            while (!stack.isEmpty()) {
                Visit visit = stack.peek();
                if (visit.next < visit.node.inputs().size()) {
                    Node input = visit.node.inputs().get(visit.next++);
                    if (seen.add(input)) {
                        stack.push(new Visit(input));
                    }
                } else {
                    order.add(visit.node);
                    stack.pop();
                }
            }
        }
        return order;
    }

    /** One line per node in readable form, for people who debug. */
    public String dump() {
        return GraphPrinter.print(this);
    }

    private static final class Visit {
        final Node node;
        int next;

        Visit(Node node) {
            this.node = node;
        }
    }
}
