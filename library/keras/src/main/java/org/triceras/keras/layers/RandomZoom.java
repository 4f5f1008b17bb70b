package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Scales images by a random factor in training; below 0 is larger, above smaller: {@code randomZoom(0.2)}. */
public final class RandomZoom extends AffineImageLayer<RandomZoom> {
    private Object heightFactor = 0.0;
    private Object widthFactor;

    RandomZoom() {}

    /** @param factor how much larger or smaller, as a part of the size; height and width alike */
    public RandomZoom(double factor) {
        this.heightFactor = factor;
    }

    /** From {@code lower} to {@code upper}; height and width alike. */
    public RandomZoom(double lower, double upper) {
        this.heightFactor = List.of(lower, upper);
    }

    /** Lets the width change by itself. */
    public RandomZoom widthFactor(double lower, double upper) {
        requireUnbuilt("widthFactor");
        this.widthFactor = List.of(lower, upper);
        return this;
    }

    @Override
    Tensor[] matrix(Tensor images) {
        int n = images.shape().dim(0);
        double[] range = range(className(), "heightFactor", heightFactor);
        Tensor zoomY = uniform(n, 1 + range[0], 1 + range[1]).reshape(n, 1).cast(images.dtype());
        Tensor zoomX = zoomY;
        if (widthFactor != null) {
            double[] wide = range(className(), "widthFactor", widthFactor);
            zoomX = uniform(n, 1 + wide[0], 1 + wide[1]).reshape(n, 1).cast(images.dtype());
        }
        Tensor zero = zoomX.zerosLike();
        Tensor dx = zoomX.neg().add(1).mul((images.shape().dim(2) - 1) / 2.0);
        Tensor dy = zoomY.neg().add(1).mul((images.shape().dim(1) - 1) / 2.0);
        return new Tensor[] {zoomX, zero, dx, zero, zoomY, dy};
    }

    @Override
    protected void options(Options o) {
        o.value("height_factor", () -> heightFactor, v -> heightFactor = v)
                .required("a number, or a lower and an upper one")
                .value("width_factor", () -> widthFactor, v -> widthFactor = v);
        fillOptions(o);
    }
}
