package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Stretches or shrinks each channel's distance from its mean at random in training: {@code randomContrast(0.2)}. */
public final class RandomContrast extends RandomImageLayer<RandomContrast> {
    private List<?> factor = List.of(0.0, 0.0);
    private List<?> valueRange = List.of(0, 255);

    RandomContrast() {}

    /** @param factor contrast is multiplied by a number from 1 to 1 + factor */
    public RandomContrast(double factor) {
        this(0, factor);
    }

    /** Contrast is multiplied by a number from 1 - lower to 1 + upper. */
    public RandomContrast(double lower, double upper) {
        this.factor = List.of(lower, upper);
    }

    /** Results are cut off there; 0 and 255 by default. */
    public RandomContrast valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        this.valueRange = List.of(low, high);
        return this;
    }

    @Override
    Tensor change(Tensor x) {
        int n = x.shape().dim(0);
        Tensor by = uniform(n, 1 - number(factor, 0), 1 + number(factor, 1))
                .reshape(n, 1, 1, 1)
                .cast(x.dtype());
        Tensor mean = x.mean(new int[] {1, 2}, true);
        return x.sub(mean).mul(by).add(mean).clip(number(valueRange, 0), number(valueRange, 1));
    }

    static double number(List<?> list, int index) {
        return ((Number) list.get(index)).doubleValue();
    }

    @Override
    protected void options(Options o) {
        o.value("factor", () -> factor, v -> factor = v instanceof Number n ? List.of(0.0, n) : (List<?>) v)
                .required("a number, or a lower and an upper one")
                .value("value_range", () -> valueRange, v -> valueRange = (List<?>) v);
        seedOption(o);
        imageOptions(o);
    }
}
