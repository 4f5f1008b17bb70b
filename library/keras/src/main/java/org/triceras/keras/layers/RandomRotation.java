package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Turns images by a random angle in training: {@code randomRotation(0.1)} up to a tenth of a full turn either way. */
public final class RandomRotation extends AffineImageLayer<RandomRotation> {
    private Object factor = 0.0;

    RandomRotation() {}

    /** @param factor as a part of a full turn */
    public RandomRotation(double factor) {
        this(-factor, factor);
    }

    /** From {@code lower} to {@code upper}, parts of a full turn; positive ones are counterclockwise. */
    public RandomRotation(double lower, double upper) {
        this.factor = List.of(lower, upper);
    }

    @Override
    Tensor[] matrix(Tensor images) {
        int n = images.shape().dim(0);
        double[] range = range(className(), "factor", factor);
        Tensor angle = uniform(n, range[0] * 2 * Math.PI, range[1] * 2 * Math.PI)
                .reshape(n, 1)
                .cast(images.dtype());
        Tensor cos = angle.cos();
        Tensor sin = angle.sin();
        double w = images.shape().dim(2) - 1;
        double h = images.shape().dim(1) - 1;
        // The middle stays where it is.
        Tensor dx = cos.mul(w).sub(sin.mul(h)).neg().add(w).div(2);
        Tensor dy = sin.mul(w).add(cos.mul(h)).neg().add(h).div(2);
        return new Tensor[] {cos, sin.neg(), dx, sin, cos, dy};
    }

    @Override
    protected void options(Options o) {
        o.value("factor", () -> factor, v -> factor = v).required("a number, or a lower and an upper one");
        fillOptions(o);
    }
}
