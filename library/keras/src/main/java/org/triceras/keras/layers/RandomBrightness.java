package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Adds the same random number to all pixels of an image in training: {@code randomBrightness(0.2)}. */
public final class RandomBrightness extends RandomImageLayer<RandomBrightness> {
    private List<?> factor = List.of(0.0, 0.0);
    private List<?> valueRange = List.of(0, 255);

    RandomBrightness() {}

    /** @param factor as a part of the value range, darker or brighter */
    public RandomBrightness(double factor) {
        this(-factor, factor);
    }

    /** From {@code lower} to {@code upper}, parts of the value range; negative ones are darker. */
    public RandomBrightness(double lower, double upper) {
        this.factor = List.of(lower, upper);
    }

    /** What the factor refers to, and where results are cut off; 0 and 255 by default. */
    public RandomBrightness valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        this.valueRange = List.of(low, high);
        return this;
    }

    @Override
    Tensor change(Tensor x) {
        int n = x.shape().dim(0);
        double low = RandomContrast.number(valueRange, 0);
        double high = RandomContrast.number(valueRange, 1);
        Tensor by = uniform(n, RandomContrast.number(factor, 0), RandomContrast.number(factor, 1))
                .mul(high - low)
                .reshape(n, 1, 1, 1)
                .cast(x.dtype());
        return x.add(by).clip(low, high);
    }

    @Override
    protected void options(Options o) {
        o.value(
                        "factor",
                        () -> factor,
                        v -> factor = v instanceof Number n ? List.of(-n.doubleValue(), n) : (List<?>) v)
                .required("a number, or a lower and an upper one")
                .value("value_range", () -> valueRange, v -> valueRange = (List<?>) v);
        seedOption(o);
        imageOptions(o);
    }
}
