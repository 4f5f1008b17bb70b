package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/**
 * Some images are seen from another side in training: {@code randomPerspective(0.5).scale(0.4)}. Corners move in proportion to their distance
 * from the top left one, which stays, as in Keras.
 */
public final class RandomPerspective extends SampledImageLayer<RandomPerspective> {
    private final FactorRange factor = new FactorRange(className(), "factor", 0, 1);
    private double scale = 1;

    RandomPerspective() {}

    /** @param factor the largest chance of an image; the smallest is 0, so that half as many are changed on average */
    public RandomPerspective(double factor) {
        this(0, factor);
    }

    /** Chances from {@code lower} to {@code upper}, themselves at random; two equal numbers for that part of the images. */
    public RandomPerspective(double lower, double upper) {
        factor.set(lower, upper);
    }

    /** How far corners move, from 0, not at all, to 1 (the default), by up to half of the width and the height. */
    public RandomPerspective scale(double scale) {
        requireUnbuilt("scale");
        if (!(0 <= scale && scale <= 1)) {
            throw new ArgumentException(
                    "RandomPerspective: expected a scale from 0 to 1. Received " + Colors.plain(scale) + ".");
        }
        this.scale = scale;
        return this;
    }

    @Override
    String beyond() {
        return "constant";
    }

    @Override
    Tensor change(Tensor x) {
        Tensor chosen = chosen(x, factor);
        return chosen.where(seen(x, corner(x), corner(x), corner(x), corner(x)), x);
    }

    private Tensor corner(Tensor x) {
        int n = x.shape().dim(0);
        return uniform(n, 1 - scale / 2, 1 + scale / 2).reshape(n, 1).cast(x.dtype());
    }

    /**
     * The images with corners moved, as parts of the width and the height, each (images, 1): the top right one to ({@code right}, 0), the
     * bottom left one to (0, {@code low}), the bottom right one to ({@code x}, {@code y}).
     */
    final Tensor seen(Tensor images, Tensor right, Tensor low, Tensor x, Tensor y) {
        // Heckbert 1989, "Fundamentals of Texture Mapping and Image Warping", from a square to a quadrilateral, turned
        // round.
        Tensor inX = x.sub(right);
        Tensor inY = y.sub(low);
        Tensor area = inX.mul(inY).sub(x.mul(y));
        Tensor tiltX = inY.mul(right).div(area);
        Tensor tiltY = inX.mul(low).div(area);
        Tensor wide = tiltX.add(1).mul(right);
        Tensor high = tiltY.add(1).mul(low);
        Tensor column = columns(images);
        Tensor row = rows(images);
        Tensor depth = wide.mul(high)
                .sub(part(column, images, 2).mul(high).mul(tiltX))
                .sub(part(row, images, 1).mul(wide).mul(tiltY));
        return sampled(images, column.mul(high).div(depth), row.mul(wide).div(depth));
    }

    /** Places along an axis as parts of its length; the middle of the last pixel is at 1. */
    private static Tensor part(Tensor place, Tensor images, int axis) {
        return place.div(Math.max(1, images.shape().dim(axis) - 1));
    }

    @Override
    protected void options(Options o) {
        factor.option(o);
        o.number("scale", () -> scale, v -> scale = v);
        samplingOptions(o);
    }
}
