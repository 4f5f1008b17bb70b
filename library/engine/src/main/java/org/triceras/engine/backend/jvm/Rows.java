package org.triceras.engine.backend.jvm;

import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.UnaryKind;

/**
 * Softmax and its kin over the rows of a matrix (rows x n, contiguous), in place where wanted. Short rows, such as ten classes, are taken
 * many at a time, so that the exponentials still fill vectors.
 */
public final class Rows {
    /** Floats that are worked on at a time: they stay in the first-level cache. */
    private static final int CHUNK = 2048;

    private static final int PARALLEL = 16_384;

    /** Rows of fewer floats are not worth calling a vector kernel for. */
    private static final int VECTORS = 32;

    private static final class Default {
        static final Rows INSTANCE = new Rows(Simd.kernels());
    }

    private final FloatFunctions functions;
    private final FloatReductions reductions;
    private final FloatArithmetic arithmetic;

    public Rows(Kernels kernels) {
        functions = kernels.functions();
        reductions = kernels.reductions();
        arithmetic = kernels.arithmetic();
    }

    /** Rows with the fastest kernels. */
    public static Rows get() {
        return Default.INSTANCE;
    }

    private interface Chunk {
        void run(int row, int rows);
    }

    private static void chunks(int rows, int n, Chunk chunk) {
        int step = Math.max(1, CHUNK / Math.max(1, n));
        int grain = Math.max(step, PARALLEL / Math.max(1, n) / step * step);
        ThreadTeam.current().ranges(rows, grain, (from, to) -> {
            for (int row = from; row < to; row += step) {
                chunk.run(row, Math.min(step, to - row));
            }
        });
    }

    /** y = exp(x - max) / sum. */
    public void softmax(float[] x, int xo, float[] y, int yo, int rows, int n) {
        chunks(rows, n, (row, count) -> {
            shiftAndExp(x, xo + row * n, y, yo + row * n, count, n);
            for (int r = row; r < row + count; r++) {
                int o = yo + r * n;
                scale(y, o, n, 1f / reductions.sum(y, o, n));
            }
        });
    }

    /** y = x - max - log(sum(exp(x - max))). */
    public void logSoftmax(float[] x, int xo, float[] y, int yo, int rows, int n) {
        chunks(rows, n, (row, count) -> {
            float[] e = Scratch.get().tile(count * n);
            shiftAndExp(x, xo + row * n, e, 0, count, n);
            for (int r = 0; r < count; r++) {
                int from = xo + (row + r) * n;
                int to = yo + (row + r) * n;
                float max = reductions.max(x, from, n);
                float log = Formulas.log(reductions.sum(e, r * n, n));
                if (n >= VECTORS
                        && arithmetic.binary(BinaryKind.SUB, x, from, max, false, y, to, n)
                        && arithmetic.binary(BinaryKind.SUB, y, to, log, false, y, to, n)) {
                    continue;
                }
                for (int i = 0; i < n; i++) {
                    y[to + i] = x[from + i] - max - log;
                }
            }
        });
    }

    /**
     * loss[lo + r] = -sum(labels * logSoftmax(logits)) for each row, and, unless gradient is null, gradient = softmax(logits) *
     * sum(labels) - labels. All in one pass; the gradient may be stored where the logits are.
     */
    public void crossEntropy(
            float[] labels,
            int bo,
            float[] logits,
            int zo,
            float[] loss,
            int lo,
            float[] gradient,
            int go,
            int rows,
            int n) {
        chunks(rows, n, (row, count) -> {
            float[] e = Scratch.get().tile(count * n);
            shiftAndExp(logits, zo + row * n, e, 0, count, n);
            for (int r = 0; r < count; r++) {
                int z = zo + (row + r) * n;
                int b = bo + (row + r) * n;
                float max = reductions.max(logits, z, n);
                float sum = reductions.sum(e, r * n, n);
                float log = Formulas.log(sum);
                float mass = reductions.sum(labels, b, n);
                float total = 0;
                // A class without mass adds nothing, even where its logarithm is infinite.
                for (int i = 0; i < n; i++) {
                    float t = labels[b + i];
                    total += t == 0 ? 0 : t * (logits[z + i] - max - log);
                }
                loss[lo + row + r] = -total;
                if (gradient != null) {
                    float factor = mass / sum;
                    int g = go + (row + r) * n;
                    for (int i = 0; i < n; i++) {
                        gradient[g + i] = e[r * n + i] * factor - labels[b + i];
                    }
                }
            }
        });
    }

    /** y = exp(x - max of the row). */
    private void shiftAndExp(float[] x, int xo, float[] y, int yo, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            int from = xo + r * n;
            int to = yo + r * n;
            float max = reductions.max(x, from, n);
            if (n < VECTORS || !arithmetic.binary(BinaryKind.SUB, x, from, max, false, y, to, n)) {
                for (int i = 0; i < n; i++) {
                    y[to + i] = x[from + i] - max;
                }
            }
        }
        functions.apply(UnaryKind.EXP, y, yo, y, yo, rows * n);
    }

    private void scale(float[] y, int yo, int n, float factor) {
        if (n >= VECTORS && arithmetic.binary(BinaryKind.MUL, y, yo, factor, false, y, yo, n)) {
            return;
        }
        for (int i = 0; i < n; i++) {
            y[yo + i] *= factor;
        }
    }

    /**
     * y[yo + j] = sum over r of x[xo + r * n + j]: the column sums of (rows x n), as for bias gradients. Rows are cut into blocks of fixed
     * size, whose sums are added in order.
     */
    public void columnSums(float[] x, int xo, float[] y, int yo, int rows, int n) {
        int block = Math.max(64, (rows + 31) / 32);
        int blocks = Math.max(1, (rows + block - 1) / block);
        if (blocks == 1 || (long) rows * n < PARALLEL) {
            java.util.Arrays.fill(y, yo, yo + n, 0f);
            reductions.addRows(x, xo, rows, n, y, yo);
            return;
        }
        float[] partial = Scratch.get().left(blocks * n);
        ThreadTeam.current().run(blocks, b -> {
            java.util.Arrays.fill(partial, b * n, b * n + n, 0f);
            reductions.addRows(x, xo + b * block * n, Math.min(block, rows - b * block), n, partial, b * n);
        });
        java.util.Arrays.fill(y, yo, yo + n, 0f);
        reductions.addRows(partial, 0, blocks, n, y, yo);
    }
}
