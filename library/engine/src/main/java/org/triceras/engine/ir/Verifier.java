package org.triceras.engine.ir;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;

/**
 * Checks that a graph is well formed: what every traced graph is and every pass must keep. It finds the pass that broke a graph,
 * where a backend would only compute something wrong later.
 */
public final class Verifier {
    private final String stage;

    private Verifier(String stage) {
        this.stage = stage;
    }

    /**
     * Returns the graph if it is well formed.
     *
     * @param stage what made the graph, for the message
     * @throws StateException if it is not, naming the node
     */
    public static Graph check(Graph graph, String stage) {
        new Verifier(stage).graph(graph);
        return graph;
    }

    /** As {@link #check(Graph, String)}, for a graph that must also have the same inputs and result specs as an earlier one. */
    public static Graph check(Graph graph, Graph before, String stage) {
        Verifier verifier = new Verifier(stage);
        verifier.graph(graph);
        verifier.require(graph.inputs().equals(before.inputs()), "the graph has other inputs than before.");
        verifier.require(
                specs(graph.outputs()).equals(specs(before.outputs())),
                "the outputs have other specs than before. Expected " + specs(before.outputs()) + ". Received "
                        + specs(graph.outputs()) + ".");
        verifier.require(
                List.copyOf(graph.updates().keySet())
                        .equals(List.copyOf(before.updates().keySet())),
                "other variables are updated than before.");
        return graph;
    }

    private static List<Spec> specs(List<Node> nodes) {
        return nodes.stream().map(Node::spec).toList();
    }

    private void graph(Graph graph) {
        Set<Node> fed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node input : graph.inputs()) {
            require(input.op() instanceof Input, input + " is listed as an input but computes something.");
            require(fed.add(input), input + " is listed as an input twice.");
        }
        for (Node node : graph.order()) {
            node(node, fed);
        }
        for (Node output : graph.outputs()) {
            require(output.specs().size() == 1, output + " has several results, so an output must pick one of them.");
        }
        graph.updates().forEach((variable, node) -> {
            require(node.specs().size() == 1, node + " has several results, so an update must pick one of them.");
            require(
                    node.spec().equals(variable.spec()),
                    "variable " + variable.path() + " is updated with another spec. Expected " + variable.spec()
                            + ". Received " + node.spec() + ".");
        });
    }

    private void node(Node node, Set<Node> fed) {
        require(!(node.op() instanceof Call), node + " belongs to a model under construction.");
        require(!(node.op() instanceof Input) || fed.contains(node), node + " is not listed as an input.");
        for (Spec spec : node.specs()) {
            require(spec.shape().isKnown(), node + " has an unknown shape.");
        }
        if (node.op() instanceof Result result) {
            List<Spec> specs = node.input(0).specs();
            require(
                    result.index() >= 0
                            && result.index() < specs.size()
                            && specs.get(result.index()).equals(node.spec()),
                    node + " does not fit the results " + specs + " of "
                            + node.input(0).op() + ".");
            return;
        }
        for (Node input : node.inputs()) {
            require(
                    input.specs().size() == 1,
                    node + " reads " + input.op() + " as a whole, which has several results.");
        }
        List<Spec> inferred = node.op().inferAll(specs(node.inputs()));
        require(
                inferred.equals(node.specs()),
                node + " has the wrong spec for its inputs. Expected " + inferred + ". Received " + node.specs() + ".");
        if (node.op() instanceof Scan scan) {
            new Verifier(stage + ", body of " + scan).graph(scan.body());
            require(scan.body().updates().isEmpty(), node + " updates variables in its body, which runs many times.");
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new StateException("Graph after " + stage + " is broken: " + message
                    + " Try -Dtriceras.debug=2 to see the graph after each pass.");
        }
    }
}
