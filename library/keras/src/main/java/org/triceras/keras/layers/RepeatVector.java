package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** Each vector of (batch, features) n times, as (batch, n, features): {@code repeatVector(3)}. */
public final class RepeatVector extends FluentLayer<RepeatVector> {
    private int n;

    RepeatVector() {}

    public RepeatVector(int n) {
        this.n = Convolution.positive("RepeatVector", "n", n);
    }

    @Override
    public Tensor call(Tensor x) {
        if (x.rank() != 2) {
            throw new ShapeException("Expected an input of 2 axes, (batch, features). Received " + x.shape() + ".");
        }
        return x.expandDims(1).repeat(n, 1);
    }

    @Override
    protected void options(Options o) {
        o.integer("n", () -> n, v -> n = v).required("a number of repetitions");
    }
}
