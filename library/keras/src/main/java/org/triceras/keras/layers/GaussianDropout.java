package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Tensor;

/** In training multiplies by normal noise of mean 1 and variance {@code rate / (1 - rate)}: {@code gaussianDropout(0.2)}. */
public final class GaussianDropout extends Noise<GaussianDropout> {
    private double rate;

    GaussianDropout() {}

    /** @param rate from 0 to below 1 */
    public GaussianDropout(double rate) {
        this.rate = checked(rate);
    }

    private static double checked(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new ArgumentException("GaussianDropout: expected a rate from 0 to below 1. Received " + rate + ".");
        }
        return rate;
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        if (!context.training() || rate == 0) {
            return x;
        }
        double stddev = Math.sqrt(rate / (1 - rate));
        return x.mul(RandomTensors.normal(seeds().next(), x.shape(), 1, stddev).cast(x.dtype()));
    }

    @Override
    protected void options(Options o) {
        o.number("rate", () -> rate, v -> rate = checked(v)).required("the part to drop, from 0 to 1");
        seedOption(o);
    }
}
