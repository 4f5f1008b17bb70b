package org.triceras.engine.ir;

import java.util.List;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.tensor.Tensor;

/**
 * One operation applied to the results of others: an immutable vertex of a computation. Its specs are inferred when it is made,
 * which is the only shape and type check there is. Nodes compare by identity.
 */
public final class Node {
    private final Op op;
    private final List<Node> inputs;
    private final List<Spec> specs;
    private final String scope;

    private Node(Op op, List<Node> inputs, List<Spec> specs, String scope) {
        this.op = op;
        this.inputs = inputs;
        this.specs = specs;
        this.scope = scope;
    }

    /** Applies an operation; throws when the inputs do not fit it. */
    public static Node of(Op op, List<Node> inputs) {
        List<Node> copy = List.copyOf(inputs);
        List<Spec> specs = SpecInference.infer(op, copy.stream().map(Node::spec).toList());
        return new Node(op, copy, specs, Scope.current());
    }

    public static Node of(Op op, Node... inputs) {
        return of(op, List.of(inputs));
    }

    /** The same operation on other inputs of the same specs, keeping the scope. */
    public Node withInputs(List<Node> others) {
        return others.equals(inputs) ? this : new Node(op, List.copyOf(others), specs, scope);
    }

    public Op op() {
        return op;
    }

    public List<Node> inputs() {
        return inputs;
    }

    public Node input(int i) {
        return inputs.get(i);
    }

    /** The spec of the only (or first) result. */
    public Spec spec() {
        return specs.get(0);
    }

    /** This node's value as a symbolic tensor, to compute further with. */
    public Tensor tensor() {
        return Tensor.symbolic(this);
    }

    /** The specs of all results; more than one only for a loop, whose results are picked by {@code Result}. */
    public List<Spec> specs() {
        return specs;
    }

    /** The path of the layer that made this node, for errors and plans; empty outside a layer. */
    public String scope() {
        return scope;
    }

    @Override
    public String toString() {
        return op + " " + (specs.size() == 1 ? spec() : specs);
    }
}
