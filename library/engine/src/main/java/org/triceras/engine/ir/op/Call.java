package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/**
 * A layer applied to symbolic inputs of a model under construction. It never reaches a backend: when the model is called, the
 * layer's own computation takes its place.
 */
public record Call(Callee callee) implements Op {
    /** What can be applied while a model is being put together. */
    public interface Callee {
        /** Result specs; input batch sizes may be unknown. */
        List<Spec> inferCall(List<Spec> inputs);
    }

    @Override
    public Spec infer(List<Spec> inputs) {
        return inferAll(inputs).get(0);
    }

    @Override
    public List<Spec> inferAll(List<Spec> inputs) {
        return callee.inferCall(inputs);
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        throw new StateException(
                "A gradient cannot be taken through the inputs of a model under construction. Make the model "
                        + "first with model(inputs, outputs), then call it on data.");
    }

    @Override
    public boolean allowsUnknown() {
        return true;
    }

    @Override
    public String toString() {
        return "Call[" + callee + "]";
    }
}
