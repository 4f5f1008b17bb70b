package org.triceras.engine.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;

class VerifierTest {
    private final Node x = input("x", 2, 3);
    private final Node y = Node.of(new Unary(UnaryKind.EXP), x);

    private static Node input(String name, int... dims) {
        return Node.of(new Input(name, new Spec(Shape.of(dims), DType.FLOAT32)));
    }

    private static void broken(Graph graph, String message) {
        assertThatThrownBy(() -> Verifier.check(graph, "a test"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("Graph after a test")
                .hasMessageContaining(message);
    }

    @Test
    void goodGraphsPass() {
        Graph graph = Graph.of(List.of(x, input("unused", 1)), List.of(y, x));
        assertThat(Verifier.check(graph, graph, "a test")).isSameAs(graph);
    }

    @Test
    void inputsMustBeListedOnce() {
        broken(Graph.of(List.of(), List.of(y)), "not listed as an input");
        broken(Graph.of(List.of(x, x), List.of(y)), "listed as an input twice");
        broken(Graph.of(List.of(x, y), List.of(y)), "computes something");
    }

    @Test
    void specsMustFit() {
        Node other = input("other", 4);
        broken(Graph.of(List.of(other), List.of(y.withInputs(List.of(other)))), "Expected [float32(4,)]");
    }

    @Test
    void unknownShapesAndUnfinishedModelsAreNoPrograms() {
        Node open = input("open", -1, 3);
        broken(Graph.of(List.of(open), List.of(open)), "unknown shape");
        Node call = Node.of(new Call(specs -> specs), x);
        broken(Graph.of(List.of(x), List.of(call)), "under construction");
    }

    @Test
    void updatesMustKeepTheVariablesSpec() {
        Variable variable = new Variable(Tensors.zeros(3), "layer/w", true);
        broken(new Graph(List.of(x), List.of(), Map.of(variable, y)), "layer/w");
        Variable fitting = new Variable(Tensors.zeros(2, 3), "layer/w", true);
        assertThat(Verifier.check(new Graph(List.of(x), List.of(), Map.of(fitting, y)), "a test")
                        .updates())
                .hasSize(1);
    }

    @Test
    void resultsMustFitTheirLoop() {
        Node carry = input("carry", 3);
        Node slice = input("slice", 3);
        Node next = Node.of(new Unary(UnaryKind.EXP), carry);
        Node start = input("start", 3);
        Scan scan = new Scan(Graph.of(List.of(carry, slice), List.of(next, slice)), 1, 1, 2, false);
        Node loop = Node.of(scan, start, x);
        List<Node> inputs = List.of(start, x);
        Verifier.check(Graph.of(inputs, List.of(Node.of(new Result(1, x.spec()), loop))), "a test");
        broken(Graph.of(inputs, List.of(loop)), "several results");
        broken(Graph.of(inputs, List.of(Node.of(new Result(2, x.spec()), loop))), "does not fit the results");
        broken(Graph.of(inputs, List.of(Node.of(new Result(0, x.spec()), loop))), "does not fit the results");
        Scan loose = new Scan(Graph.of(List.of(carry, slice), List.of(next, y)), 1, 1, 2, false);
        Node open = Node.of(loose, start, x);
        broken(Graph.of(inputs, List.of(Node.of(new Result(0, start.spec()), open))), "not listed as an input");
    }

    @Test
    void passesKeepInputsOutputsAndUpdates() {
        Graph graph = Graph.of(List.of(x), List.of(y));
        Node z = input("z", 3);
        assertThatThrownBy(() -> Verifier.check(Graph.of(List.of(x, z), List.of(y)), graph, "a pass"))
                .hasMessageContaining("other inputs");
        assertThatThrownBy(() -> Verifier.check(Graph.of(List.of(x), List.of(y, y)), graph, "a pass"))
                .hasMessageContaining("other specs");
        Variable v = new Variable(Tensors.zeros(2, 3), "v", true);
        assertThatThrownBy(() -> Verifier.check(new Graph(List.of(x), List.of(y), Map.of(v, y)), graph, "a pass"))
                .hasMessageContaining("other variables");
    }
}
