package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** Some images become blurred in training: {@code randomGaussianBlur(0.5).kernelSize(5)}. */
public final class RandomGaussianBlur extends ColorLayer<RandomGaussianBlur> {
    private int[] kernelSize = {3, 3};
    private List<?> sigma = List.of(0, 1.0);

    RandomGaussianBlur() {
        this(1);
    }

    /** @param factor the largest chance of an image; the smallest is 0, so that half as many are blurred on average */
    public RandomGaussianBlur(double factor) {
        this(0, factor);
    }

    /** Chances from {@code lower} to {@code upper}, themselves at random; two equal numbers for that part of the images. */
    public RandomGaussianBlur(double lower, double upper) {
        super(0, 1, lower, upper);
    }

    /** One odd number for a square window, or height and width; 3 by default. */
    public RandomGaussianBlur kernelSize(int... size) {
        requireUnbuilt("kernelSize");
        int[] sizes = Convolution.sizes(className(), "kernelSize", 2, 1, size);
        if (sizes[0] % 2 == 0 || sizes[1] % 2 == 0) {
            throw new ArgumentException("RandomGaussianBlur: expected an odd kernelSize, so that each pixel is the"
                    + " middle of its window. Received " + sizes[0] + " and " + sizes[1] + ".");
        }
        this.kernelSize = sizes;
        return this;
    }

    /** The blur's width in pixels, one for a batch, from {@code lower} to {@code upper} within 0 and 1; 0 to 1 by default. */
    public RandomGaussianBlur sigma(double lower, double upper) {
        requireUnbuilt("sigma");
        if (!(0 <= lower && lower <= upper && upper <= 1)) {
            throw new ArgumentException("RandomGaussianBlur: expected sigma from 0 to 1. Received "
                    + Colors.plain(lower) + " and " + Colors.plain(upper) + ".");
        }
        this.sigma = List.of(lower, upper);
        return this;
    }

    @Override
    boolean hasStandardFactor() {
        return true;
    }

    @Override
    Tensor change(Tensor x) {
        Tensor widths = uniform(2, RandomContrast.number(sigma, 0), RandomContrast.number(sigma, 1))
                .cast(x.dtype())
                .add(1e-6);
        Tensor blurred =
                Blur.along(Blur.along(x, 2, kernelSize[1], widths.slice(0, 1)), 1, kernelSize[0], widths.slice(1, 2));
        return chosen(x).where(blurred, x).clip(low(), high());
    }

    @Override
    protected void options(Options o) {
        super.options(o);
        o.ints("kernel_size", 2, () -> kernelSize, v -> kernelSize = v)
                .value("sigma", () -> sigma, v -> sigma = (List<?>) v);
    }
}
