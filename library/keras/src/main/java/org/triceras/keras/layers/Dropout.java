package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.SeedGenerator;

/** In training sets a random part of the input to zero and scales the rest up; in inference does nothing. {@code dropout(0.2)} */
public final class Dropout extends FluentLayer<Dropout> {
    private double rate;
    private Long seed;
    private int[] noiseShape;
    private SeedGenerator seedGenerator;

    Dropout() {}

    /** @param rate the part to drop, from 0 to 1 */
    public Dropout(double rate) {
        setRate(rate);
    }

    private void setRate(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new ArgumentException("Dropout: expected a rate from 0 to 1. Received " + rate + ".");
        }
        this.rate = rate;
    }

    public Dropout seed(long seed) {
        requireUnbuilt("seed");
        this.seed = seed;
        return this;
    }

    /** The shape of the random mask, which is broadcast: -1 is the input's length, 1 drops along that axis together. */
    public Dropout noiseShape(int... noiseShape) {
        this.noiseShape = noiseShape.clone();
        return this;
    }

    @Override
    public void build(Shape input) {
        seedGenerator = new SeedGenerator(seed, path());
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        return context.training() && rate > 0 ? drop(x, rate, noise(x.shape()), seedGenerator) : x;
    }

    private Shape noise(Shape input) {
        if (noiseShape == null) {
            return input;
        }
        int[] dims = noiseShape.clone();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] < 0 ? input.dim(i) : dims[i];
        }
        return Shape.of(dims);
    }

    static Tensor drop(Tensor x, double rate, Shape noise, SeedGenerator seeds) {
        return x.mul(keepMask(rate, noise, seeds).cast(x.dtype()));
    }

    /** 1 / (1 - rate) where kept, else 0. */
    static Tensor keepMask(double rate, Shape shape, SeedGenerator seeds) {
        Tensor kept = RandomTensors.uniform(seeds.next(), shape, 0, 1).ge(rate);
        return kept.cast("float32").mul(rate < 1 ? 1 / (1 - rate) : 0);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.number("rate", () -> rate, this::setRate)
                .required("the part to drop, from 0 to 1")
                .seed("seed", () -> seed, v -> seed = v)
                .value(
                        "noise_shape",
                        () -> noiseShape == null ? null : Layer.shapeList(Shape.of(noiseShape)),
                        v -> noiseShape = Options.ints(v, 0));
    }
}
