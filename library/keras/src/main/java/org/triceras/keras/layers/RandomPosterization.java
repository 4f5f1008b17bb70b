package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Colours keep but their first bits in training, as in a poster of few paints: {@code randomPosterization(2, 5)}. */
public final class RandomPosterization extends ColorLayer<RandomPosterization> {
    private static final int BITS = 8;

    RandomPosterization() {
        this(BITS);
    }

    /** @param factor above the largest number of bits; the smallest is 1 */
    public RandomPosterization(int factor) {
        this(1, factor);
    }

    /** From {@code lower} to below {@code upper} bits of 8; exactly so many when both are the same. */
    public RandomPosterization(int lower, int upper) {
        super(1, BITS, lower, upper);
    }

    @Override
    Tensor change(Tensor x) {
        // A uniform number just below the end may be rounded up to it.
        Tensor bits =
                lower() == upper() ? factors(x) : factors(x).floor().minimum(Math.max(lower(), Math.ceil(upper()) - 1));
        Tensor step = bits.neg().add(BITS).mul(Math.log(2)).exp().round();
        Tensor whole = Colors.scaled(x, low(), high(), 0, 255).clip(0, 255).floor();
        return Colors.scaled(whole.div(step).floor().mul(step), 0, 255, low(), high());
    }
}
