package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** The value that a variable has when the graph starts to run. */
public record ReadVariable(Variable variable) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        return variable.spec();
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return List.of();
    }

    @Override
    public String toString() {
        return "ReadVariable[" + variable.path() + "]";
    }
}
