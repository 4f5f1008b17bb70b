package org.triceras.engine.ir.op;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.autodiff.ScanGradient;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/**
 * A loop over the first axis of its sequences: each step maps (carries, slices, constants) to (new carries, output slices).
 *
 * <p>Inputs: first values of the carries, then sequences of shape (length, ...), then constants that every step sees. The body's
 * inputs have the same order with slices in place of sequences; its outputs are the new carries, then the output slices. Results:
 * the last carries, then the outputs stacked along a new first axis.
 *
 * @param reverse goes through the sequences from the last slice to the first, writing outputs at the same places
 */
public record Scan(Graph body, int carries, int sequences, int length, boolean reverse) implements Op {
    @Override
    public Spec infer(List<Spec> inputs) {
        return inferAll(inputs).get(0);
    }

    @Override
    public List<Spec> inferAll(List<Spec> inputs) {
        Checks.require(
                inputs.size() == body.inputs().size(),
                this,
                "expected " + body.inputs().size() + " inputs. Received " + inputs.size() + ".");
        for (int i = 0; i < inputs.size(); i++) {
            Spec expected = body.inputs().get(i).spec();
            if (i >= carries && i < carries + sequences) {
                expected = expected.with(expected.shape().insert(0, length));
            }
            Checks.require(
                    inputs.get(i).equals(expected),
                    this,
                    "expected " + expected + " as input " + i + ". Received " + inputs.get(i) + ".");
        }
        List<Spec> results = new ArrayList<>();
        for (int i = 0; i < body.outputs().size(); i++) {
            Spec spec = body.outputs().get(i).spec();
            if (i < carries) {
                Checks.require(
                        spec.equals(inputs.get(i)),
                        this,
                        "a state must keep its shape and dtype from step to step. Expected " + inputs.get(i)
                                + ". Received " + spec + ".");
                results.add(spec);
            } else {
                results.add(spec.with(spec.shape().insert(0, length)));
            }
        }
        return results;
    }

    @Override
    public List<Tensor> vjp(Node node, Tensor dy) {
        return vjpAll(node, List.of(dy));
    }

    @Override
    public List<Tensor> vjpAll(Node node, List<Tensor> dys) {
        return ScanGradient.vjp(this, node, dys);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "Scan[" + length + " steps, " + carries + " carries, " + sequences + " sequences"
                + (reverse ? ", reverse" : "") + "]";
    }
}
