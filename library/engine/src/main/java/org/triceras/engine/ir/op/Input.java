package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** A value that is fed when the graph runs, or a model's input, whose batch size may be unknown. */
public record Input(String name, Spec spec) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        return spec;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return List.of();
    }

    @Override
    public boolean allowsUnknown() {
        return true;
    }
}
