package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** One step of a {@link GRU}; gates in the order update, reset, candidate. */
final class GRUCell extends RecurrentCell {
    boolean resetAfter = true;

    GRUCell() {
        super("gru_cell", 3);
    }

    @Override
    int states() {
        return 1;
    }

    /** With the reset after the product, its bias is apart from the input's. */
    @Override
    Shape biasShape() {
        return resetAfter ? Shape.of(2, 3 * units) : Shape.of(3 * units);
    }

    @Override
    Tensor inputBias() {
        return resetAfter ? bias().tensor().at(0) : bias().tensor();
    }

    @Override
    List<Tensor> step(Tensor projected, List<Tensor> states, Tensor recurrentMask) {
        Tensor before = states.get(0);
        Tensor h = masked(before, recurrentMask);
        Tensor z;
        Tensor r;
        Tensor candidate;
        if (resetAfter) {
            Tensor inner = h.matmul(recurrentKernel());
            if (bias() != null) {
                inner = inner.add(bias().tensor().at(1));
            }
            z = gate(projected, inner, 0);
            r = gate(projected, inner, 1);
            candidate = gatePart(projected, 2).add(r.mul(gatePart(inner, 2)));
        } else {
            Tensor inner = h.matmul(recurrentKernel().slice(1, 0, 2 * units));
            z = gate(projected, inner, 0);
            r = gate(projected, inner, 1);
            Tensor last = recurrentKernel().slice(1, 2 * units, 3 * units);
            candidate = gatePart(projected, 2).add(r.mul(h).matmul(last));
        }
        Tensor next = activation.apply(candidate);
        return List.of(z.mul(before).add(z.neg().add(1).mul(next)));
    }

    private Tensor gate(Tensor projected, Tensor inner, int k) {
        return recurrentActivation.apply(gatePart(projected, k).add(gatePart(inner, k)));
    }

    private Tensor gatePart(Tensor x, int k) {
        return x.slice(1, k * units, (k + 1) * units);
    }

    @Override
    void cellOptions(Options o) {
        super.cellOptions(o);
        o.flag("reset_after", () -> resetAfter, v -> resetAfter = v).seed("seed", () -> seed, v -> seed = v);
    }
}
