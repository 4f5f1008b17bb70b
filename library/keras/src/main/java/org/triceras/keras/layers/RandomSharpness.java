package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Images become sharper or softer at random in training: {@code randomSharpness(0.4, 0.6)}. */
public final class RandomSharpness extends ColorLayer<RandomSharpness> {
    RandomSharpness() {
        this(0);
    }

    /** @param factor the largest factor; the smallest is 0 */
    public RandomSharpness(double factor) {
        this(0, factor);
    }

    /** Factors from 0, soft, by 0.5, which changes nothing, to 1, sharp. */
    public RandomSharpness(double lower, double upper) {
        super(0, 1, lower, upper);
    }

    @Override
    Tensor change(Tensor x) {
        Tensor soft = softened(x);
        Tensor by = factors(x).mul(-2).add(1);
        return x.add(by.mul(soft.sub(x))).clip(low(), high());
    }

    /** The mean with the eight neighbours, the pixel itself counting five times; zeros lie beyond the border. */
    private static Tensor softened(Tensor x) {
        return neighbours(neighbours(x, 1), 2).add(x.mul(4)).div(13);
    }

    private static Tensor neighbours(Tensor x, int axis) {
        int n = x.shape().dim(axis);
        int[] margin = new int[4];
        margin[axis] = 1;
        Tensor padded = x.pad(margin, margin, 0);
        return padded.slice(axis, 0, n).add(x).add(padded.slice(axis, 2, n + 2));
    }
}
