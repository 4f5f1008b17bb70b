package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** One step of a {@link SimpleRNN}. */
final class SimpleRNNCell extends RecurrentCell {
    SimpleRNNCell() {
        super("simple_rnn_cell", 1);
    }

    @Override
    int states() {
        return 1;
    }

    @Override
    List<Tensor> step(Tensor projected, List<Tensor> states, Tensor recurrentMask) {
        Tensor h = masked(states.get(0), recurrentMask);
        return List.of(activation.apply(projected.add(h.matmul(recurrentKernel()))));
    }

    /** The layer around it has no seed in its config, the cell by itself has one. */
    @Override
    protected void options(Options o) {
        super.options(o);
        o.seed("seed", () -> seed, v -> seed = v);
    }
}
