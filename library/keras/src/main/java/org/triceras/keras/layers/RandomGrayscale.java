package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** Some images lose their colours in training, and keep their three channels: {@code randomGrayscale(0.3)}. */
public final class RandomGrayscale extends RandomImageLayer<RandomGrayscale> {
    private double factor;

    RandomGrayscale() {
        this(0.5);
    }

    /** @param factor the part of the images that become grey, from 0 to 1 */
    public RandomGrayscale(double factor) {
        if (!(factor >= 0 && factor <= 1)) {
            throw new ArgumentException("RandomGrayscale: expected a factor from 0 to 1, the part of the images that"
                    + " become grey. Received " + factor + ".");
        }
        this.factor = factor;
    }

    @Override
    Tensor change(Tensor x) {
        int n = x.shape().dim(0);
        Tensor chosen = uniform(n, 0, 1).lt(factor).reshape(n, 1, 1, 1).broadcastTo(x.shape());
        return chosen.where(Colors.gray(x).broadcastTo(x.shape()), x);
    }

    @Override
    protected void options(Options o) {
        o.number("factor", () -> factor, v -> factor = v);
        imageOptions(o);
    }
}
