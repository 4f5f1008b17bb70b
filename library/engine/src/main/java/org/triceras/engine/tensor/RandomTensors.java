package org.triceras.engine.tensor;

import org.triceras.engine.ir.op.RandomUniform;

/**
 * Random tensors from an explicit seed: an int64 pair (key, counter). The same seed gives the same numbers on any backend and any
 * number of threads. To draw different numbers at each step, keep the seed in a {@link Variable} and advance its counter.
 */
public final class RandomTensors {
    private RandomTensors() {}

    /** A seed tensor. */
    public static Tensor seed(long key, long counter) {
        return Tensors.of(new long[] {key, counter});
    }

    /** Uniform float32 in [low, high). */
    public static Tensor uniform(Operand seed, Shape shape, double low, double high) {
        Tensor u = Tensor.emit(new RandomUniform(shape), seed);
        return low == 0 && high == 1 ? u : u.mul(high - low).add(low);
    }

    /** Normal float32. */
    public static Tensor normal(Operand seed, Shape shape, double mean, double stddev) {
        return fromUniform(seed, shape, -1, 1, mean, stddev);
    }

    /** Normal float32, cut off (by the inverse distribution function) two standard deviations from the mean. */
    public static Tensor truncatedNormal(Operand seed, Shape shape, double mean, double stddev) {
        double edge = 0.9544997361036416; // erf(2 / sqrt(2))
        return fromUniform(seed, shape, -edge, edge, mean, stddev);
    }

    private static Tensor fromUniform(Operand seed, Shape shape, double low, double high, double mean, double stddev) {
        // Half a step up, so that neither end of erfinv's open domain is hit.
        double half = 0x1p-25 * (high - low);
        Tensor u = uniform(seed, shape, low + half, high + half);
        return u.erfinv().mul(Math.sqrt(2) * stddev).add(mean);
    }

    /** int32 in [low, high). */
    public static Tensor integers(Operand seed, Shape shape, int low, int high) {
        return uniform(seed, shape, 0, 1)
                .mul((double) high - low)
                .floor()
                .cast(DType.INT32)
                .add(low);
    }

    /** The numbers 0 to n - 1 in random order, int32. */
    public static Tensor permutation(Operand seed, int n) {
        return uniform(seed, Shape.of(n), 0, 1).argsort(0);
    }
}
