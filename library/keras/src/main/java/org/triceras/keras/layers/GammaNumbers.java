package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.SeedGenerator;

/** Random numbers of gamma and beta distributions. Marsaglia and Tsang 2000. */
final class GammaNumbers {
    // Each is accepted with a chance of 0.95 at least; when all fail, once in a hundred million times, the most likely
    // number is taken.
    private static final int TRIES = 6;

    private GammaNumbers() {}

    /**
     * Logarithms of gamma numbers of scale 1: those of small shapes would be too small without. Their softmax has a Dirichlet distribution.
     *
     * @param alpha the distribution's shape, above 0; one, or as many as broadcast to the shape
     */
    static Tensor log(SeedGenerator seeds, Shape shape, Tensor alpha) {
        // Numbers of shape alpha + 1 times a power of uniform ones have shape alpha.
        Tensor d = alpha.add(1 - 1.0 / 3);
        Tensor normal = seeds.normal(Shape.of(TRIES).concat(shape));
        Tensor uniform = open(seeds, Shape.of(TRIES).concat(shape));
        Tensor side = normal.div(d.mul(9).sqrt()).add(1);
        Tensor cube = side.mul(side).mul(side);
        Tensor positive = cube.gt(0);
        Tensor log = positive.where(cube, 1).log();
        Tensor bound = normal.square().mul(0.5).add(d).sub(d.mul(cube)).add(d.mul(log));
        Tensor accepted = positive.and(uniform.log().lt(bound));
        Tensor result = Tensors.zeros(shape.dims());
        for (int i = TRIES - 1; i >= 0; i--) {
            result = accepted.at(i).where(log.at(i), result);
        }
        return result.add(d.log()).add(open(seeds, shape).log().div(alpha));
    }

    /** Numbers from 0 to 1 of a beta distribution whose two shapes are {@code alpha}. */
    static Tensor beta(SeedGenerator seeds, Shape shape, Tensor alpha) {
        return log(seeds, shape, alpha).sub(log(seeds, shape, alpha)).sigmoid();
    }

    /** Uniform above 0. */
    private static Tensor open(SeedGenerator seeds, Shape shape) {
        return seeds.uniform(shape).neg().add(1);
    }
}
