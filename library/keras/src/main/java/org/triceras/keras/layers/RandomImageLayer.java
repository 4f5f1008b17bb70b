package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.SeedGenerator;

/**
 * What layers share that change images at random in training, each image in its own way. In inference they do nothing; {@link #augment}
 * makes them work outside of fit.
 */
public abstract class RandomImageLayer<L extends RandomImageLayer<L>> extends ImageLayer<L> {
    private Long seed;
    private SeedGenerator generator;

    public L seed(long seed) {
        requireUnbuilt("seed");
        this.seed = seed;
        return self();
    }

    @Override
    public void build(Shape input) {
        generator = new SeedGenerator(seed, path());
    }

    /** The images as training would see them. */
    public Tensor augment(Tensor images) {
        return CallContext.with(true, () -> apply(images));
    }

    @Override
    final Tensor transform(Tensor images, boolean training) {
        return training ? change(images) : unchanged(images);
    }

    /** A random change of images (batch, height, width, channels). */
    abstract Tensor change(Tensor images);

    /** What inference gives. */
    Tensor unchanged(Tensor images) {
        return images;
    }

    /** Uniform numbers, one for each image. */
    final Tensor uniform(int images, double low, double high) {
        return RandomTensors.uniform(generator.next(), Shape.of(images), low, high);
    }

    /** Normal numbers, with mean 0 and deviation 1. */
    final Tensor normal(Shape shape) {
        return RandomTensors.normal(generator.next(), shape, 0, 1);
    }

    /** Logarithms of gamma numbers. */
    final Tensor logGamma(Shape shape, Tensor alpha) {
        return GammaNumbers.log(generator, shape, alpha);
    }

    /** Numbers of a symmetric beta distribution, one for each image. */
    final Tensor beta(int images, Tensor alpha) {
        return GammaNumbers.beta(generator, Shape.of(images), alpha);
    }

    /** The numbers of the images in random order. */
    final Tensor order(int images) {
        return RandomTensors.permutation(generator.next(), images);
    }

    /** Makes this layer a part of another one, whose random numbers it draws. */
    final void drawAs(RandomImageLayer<?> owner) {
        generator = owner.generator;
    }

    /** A number for each image, shape (images, 1, 1, 1). */
    final Tensor each(Tensor images, double low, double high) {
        int n = images.shape().dim(0);
        return uniform(n, low, high).reshape(n, 1, 1, 1).cast(images.dtype());
    }

    /** Which images a chance chooses, itself another one for each image; in the images' shape. */
    final Tensor chosen(Tensor images, FactorRange chance) {
        return each(images, 0, 1)
                .lt(each(images, chance.lower(), chance.upper()))
                .broadcastTo(images.shape());
    }

    /** The range that a factor stands for: itself if it is a pair, else from minus to plus that number. */
    static double[] range(String owner, String what, Object factor) {
        if (factor instanceof List<?> pair && pair.size() == 2) {
            double low = ((Number) pair.get(0)).doubleValue();
            double high = ((Number) pair.get(1)).doubleValue();
            if (low <= high) {
                return new double[] {low, high};
            }
        } else if (factor instanceof Number n) {
            return new double[] {-Math.abs(n.doubleValue()), Math.abs(n.doubleValue())};
        }
        throw new ArgumentException(owner + ": expected " + what
                + " as a number or a list of the lowest and the highest." + " Received " + factor + ".");
    }

    final void seedOption(Options o) {
        o.seed("seed", () -> seed, v -> seed = v);
    }
}
