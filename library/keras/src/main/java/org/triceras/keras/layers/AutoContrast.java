package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Stretches each channel of each image over the whole range, always, not in training only: {@code autoContrast()}. */
public final class AutoContrast extends ImageLayer<AutoContrast> {
    private List<?> valueRange = List.of(0, 255);

    public AutoContrast() {}

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public AutoContrast valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        this.valueRange = List.of(low, high);
        return this;
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        double low = RandomContrast.number(valueRange, 0);
        double high = RandomContrast.number(valueRange, 1);
        Tensor least = images.min(new int[] {1, 2}, true);
        Tensor range = images.max(new int[] {1, 2}, true).sub(least);
        // A channel of one colour stays as it is.
        Tensor varied = range.gt(0);
        Tensor stretched = images.sub(least)
                .div(varied.where(range, 1))
                .mul(high - low)
                .add(low)
                .clip(low, high);
        return varied.broadcastTo(images.shape()).where(stretched, images);
    }

    @Override
    protected void options(Options o) {
        o.value("value_range", () -> valueRange, v -> valueRange = (List<?>) v);
        imageOptions(o);
    }
}
