package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Tensor;

/** In training adds normal noise: {@code gaussianNoise(0.1)}. */
public final class GaussianNoise extends Noise<GaussianNoise> {
    private double stddev;

    GaussianNoise() {}

    /** @param stddev the standard deviation, not below 0 */
    public GaussianNoise(double stddev) {
        if (!(stddev >= 0)) {
            throw new ArgumentException("GaussianNoise: expected stddev not below 0. Received " + stddev + ".");
        }
        this.stddev = stddev;
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        return context.training() && stddev > 0
                ? x.add(RandomTensors.normal(seeds().next(), x.shape(), 0, stddev)
                        .cast(x.dtype()))
                : x;
    }

    @Override
    protected void options(Options o) {
        o.number("stddev", () -> stddev, v -> stddev = v).required("a standard deviation");
        seedOption(o);
    }
}
