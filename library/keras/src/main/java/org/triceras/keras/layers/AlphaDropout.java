package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Dropout that keeps mean and variance of activations of "selu": {@code alphaDropout(0.1)}. Klambauer et al. 2017. */
public final class AlphaDropout extends Noise<AlphaDropout> {
    // Minus the limit of selu for very negative inputs.
    private static final double DROPPED = -1.6732632423543772 * 1.0507009873554805;

    private double rate;
    private int[] noiseShape;

    AlphaDropout() {}

    /** @param rate the part to drop, from 0 to 1 */
    public AlphaDropout(double rate) {
        this.rate = checked(rate);
    }

    private static double checked(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new ArgumentException("AlphaDropout: expected a rate from 0 to 1. Received " + rate + ".");
        }
        return rate;
    }

    /** The shape of the random mask, which is broadcast: -1 is the input's length, 1 drops along that axis together. */
    public AlphaDropout noiseShape(int... noiseShape) {
        requireUnbuilt("noiseShape");
        this.noiseShape = noiseShape.clone();
        return this;
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        if (!context.training() || rate == 0) {
            return x;
        }
        Tensor kept = RandomTensors.uniform(seeds().next(), noise(x.shape()), 0, 1)
                .ge(rate)
                .broadcastTo(x.shape());
        double a = 1 / Math.sqrt((1 - rate) * (1 + rate * DROPPED * DROPPED));
        return kept.where(x, DROPPED).mul(a).add(-a * DROPPED * rate);
    }

    private Shape noise(Shape input) {
        if (noiseShape == null) {
            return input;
        }
        int[] dims = noiseShape.clone();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] < 0 ? input.dim(i) : dims[i];
        }
        return Shape.of(dims);
    }

    @Override
    protected void options(Options o) {
        o.number("rate", () -> rate, v -> rate = checked(v)).required("the part to drop, from 0 to 1");
        seedOption(o);
        o.value(
                "noise_shape",
                () -> noiseShape == null ? null : Layer.shapeList(Shape.of(noiseShape)),
                v -> noiseShape = Options.ints(v, 0));
    }
}
