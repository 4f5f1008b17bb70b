package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** Slants images at random in training: {@code randomShear(0.2, 0)}. The corner at the top left stays where it is. */
public final class RandomShear extends AffineImageLayer<RandomShear> {
    private List<?> xFactor = List.of(0.0, 0.0);
    private List<?> yFactor = List.of(0.0, 0.0);

    RandomShear() {}

    /** Up to these numbers of pixels sideways for each one down, and down for each one sideways, either way; from 0 to 1. */
    public RandomShear(double xFactor, double yFactor) {
        this.xFactor = checked("xFactor", -xFactor, xFactor);
        this.yFactor = checked("yFactor", -yFactor, yFactor);
    }

    /** Between these numbers, in either direction; from 0 to 1. */
    public RandomShear xFactor(double lower, double upper) {
        requireUnbuilt("xFactor");
        this.xFactor = checked("xFactor", lower, upper);
        return this;
    }

    /** Between these numbers, in either direction; from 0 to 1. */
    public RandomShear yFactor(double lower, double upper) {
        requireUnbuilt("yFactor");
        this.yFactor = checked("yFactor", lower, upper);
        return this;
    }

    private static List<?> checked(String what, double lower, double upper) {
        if (!(lower <= upper && lower >= -1 && upper <= 1)) {
            throw new ArgumentException(
                    "RandomShear: expected " + what + " from 0 to 1. Received " + Colors.plain(upper) + ".");
        }
        return List.of(lower, upper);
    }

    @Override
    Tensor[] matrix(Tensor images) {
        int n = images.shape().dim(0);
        Tensor back = uniform(n, 0, 1).gt(0.5).reshape(n, 1);
        Tensor x = slant(images, xFactor);
        Tensor y = slant(images, yFactor);
        Tensor zero = x.zerosLike();
        Tensor one = zero.add(1);
        return new Tensor[] {one, back.where(x.neg(), x), zero, back.where(y.neg(), y), one, zero};
    }

    private Tensor slant(Tensor images, List<?> factor) {
        int n = images.shape().dim(0);
        return uniform(n, RandomContrast.number(factor, 0), RandomContrast.number(factor, 1))
                .reshape(n, 1)
                .cast(images.dtype());
    }

    @Override
    protected void options(Options o) {
        o.value("x_factor", () -> xFactor, v -> xFactor = (List<?>) v)
                .value("y_factor", () -> yFactor, v -> yFactor = (List<?>) v);
        fillOptions(o);
    }
}
