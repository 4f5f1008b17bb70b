package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Moves images by random parts of their size in training: {@code randomTranslation(0.1, 0.1)}. */
public final class RandomTranslation extends AffineImageLayer<RandomTranslation> {
    private Object heightFactor = 0.0;
    private Object widthFactor = 0.0;

    RandomTranslation() {}

    /** Up to these parts of height and width either way. */
    public RandomTranslation(double heightFactor, double widthFactor) {
        this.heightFactor = heightFactor;
        this.widthFactor = widthFactor;
    }

    /** From the first to the second number: down and to the right are positive. */
    public RandomTranslation(double lowerHeight, double upperHeight, double lowerWidth, double upperWidth) {
        this.heightFactor = List.of(lowerHeight, upperHeight);
        this.widthFactor = List.of(lowerWidth, upperWidth);
    }

    @Override
    Tensor[] matrix(Tensor images) {
        int n = images.shape().dim(0);
        double[] high = range(className(), "heightFactor", heightFactor);
        double[] wide = range(className(), "widthFactor", widthFactor);
        Tensor down = uniform(n, high[0], high[1])
                .reshape(n, 1)
                .cast(images.dtype())
                .mul(images.shape().dim(1));
        Tensor right = uniform(n, wide[0], wide[1])
                .reshape(n, 1)
                .cast(images.dtype())
                .mul(images.shape().dim(2));
        Tensor zero = down.zerosLike();
        Tensor one = zero.add(1);
        return new Tensor[] {one, zero, right.neg(), zero, one, down.neg()};
    }

    @Override
    protected void options(Options o) {
        o.value("height_factor", () -> heightFactor, v -> heightFactor = v)
                .required("a number, or a lower and an upper one")
                .value("width_factor", () -> widthFactor, v -> widthFactor = v)
                .required("a number, or a lower and an upper one");
        fillOptions(o);
    }
}
