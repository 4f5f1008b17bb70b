package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** Zero below a threshold, or a small slope there, and perhaps a maximum: {@code new ReLU().maxValue(6.0)}. */
public final class ReLU extends FluentLayer<ReLU> {
    private Double maxValue;
    private double negativeSlope;
    private double threshold;

    /** The largest output; null, the default, for none. */
    public ReLU maxValue(Double maxValue) {
        requireUnbuilt("maxValue");
        this.maxValue = notNegative("maxValue", maxValue);
        return this;
    }

    /** The slope below the threshold; 0 by default. */
    public ReLU negativeSlope(double slope) {
        requireUnbuilt("negativeSlope");
        this.negativeSlope = notNegative("negativeSlope", slope);
        return this;
    }

    /** Where the output starts to be the input; 0 by default. */
    public ReLU threshold(double threshold) {
        requireUnbuilt("threshold");
        this.threshold = notNegative("threshold", threshold);
        return this;
    }

    private static Double notNegative(String what, Double value) {
        if (value != null && !(value >= 0)) {
            throw new ArgumentException("ReLU: expected " + what + " not below 0. Received " + value + ".");
        }
        return value;
    }

    @Override
    public Tensor call(Tensor x) {
        Tensor high = threshold == 0 ? x.relu() : x.gt(threshold).where(x, 0);
        if (maxValue != null) {
            high = high.minimum(maxValue);
        }
        return negativeSlope == 0
                ? high
                : high.sub(x.neg().add(threshold).relu().mul(negativeSlope));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.numberOrNull("max_value", () -> maxValue, v -> maxValue = v)
                .number("negative_slope", () -> negativeSlope, v -> negativeSlope = v)
                .number("threshold", () -> threshold, v -> threshold = v);
    }
}
