package org.triceras.engine.backend.jvm;

import java.util.Arrays;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.UnaryKind;

/**
 * Softmax and its kin over the rows of a matrix (rows x n, contiguous), in place where wanted. Long rows are a loop each. Short ones, such as ten
 * classes, are taken many at a time as one stretch, so that vectors are full: maxima and sums of all stretches of n elements, wherever they begin, take
 * about log2(n) steps, each of which joins a stretch to its neighbour. A row's sum is then a tree of additions, the same at every vector width.
 */
public final class Rows {
    /** Floats of short rows that are worked on at a time: they and what is made of them stay in the first-level cache. */
    private static final int CHUNK = 1024;

    /** Where a thread's work space has the exponentials of a chunk of short rows, and what belongs to each row, at the row's first place. */
    private static final int EXPS = 0;

    private static final int AREA = CHUNK + 64;
    private static final int MAXIMA = AREA;
    private static final int LOGS = 2 * AREA;
    private static final int SUMS = 3 * AREA;
    private static final int MORE_SUMS = 4 * AREA;
    private static final int AREAS = 5 * AREA;

    private static final int PARALLEL = 16_384;

    /** Elements of rows that are worth two more vectors, for all others to begin at cache lines if the matrix has a place of its own in memory. */
    private static final int ALIGNED = 1024;

    private static final class Default {
        static final Rows INSTANCE = new Rows(Simd.kernels());
    }

    private final FloatFunctions functions;
    private final FloatReductions reductions;
    private final FloatArithmetic arithmetic;
    private final FloatRows kernels;

    public Rows(Kernels kernels) {
        functions = kernels.functions();
        reductions = kernels.reductions();
        arithmetic = kernels.arithmetic();
        this.kernels = kernels.rows();
    }

    /** Rows with the fastest kernels. */
    public static Rows get() {
        return Default.INSTANCE;
    }

    private interface Chunk {
        void run(int row, int rows);
    }

    private static void chunks(int rows, int n, int step, Chunk chunk) {
        int grain = Math.max(step, PARALLEL / Math.max(1, n) / step * step);
        ThreadTeam.current().ranges(rows, grain, (from, to) -> {
            for (int row = from; row < to; row += step) {
                chunk.run(row, Math.min(step, to - row));
            }
        });
    }

    private boolean isLong(int n) {
        return n >= kernels.least();
    }

    /** y = exp(x - max) / sum. */
    public void softmax(float[] x, int xo, float[] y, int yo, int rows, int n) {
        if (isLong(n)) {
            int grain = Math.max(1, PARALLEL / Math.max(1, n));
            // By the length alone, so that a row gives the same bits among any number of others.
            int lead = n >= ALIGNED && n % AlignedFloats.LINE == 0 ? AlignedFloats.START : 0;
            ThreadTeam.current()
                    .ranges(
                            rows,
                            grain,
                            (from, to) -> kernels.softmax(
                                    x,
                                    xo + from * n,
                                    y,
                                    yo + from * n,
                                    to - from,
                                    n,
                                    lead,
                                    Scratch.get().tile(FloatRows.WORK)));
            return;
        }
        chunks(rows, n, CHUNK / Math.max(1, n), (row, count) -> {
            float[] s = Scratch.get().tile(AREAS);
            int sums = exps(x, xo + row * n, s, count, n);
            kernels.divide(s, EXPS, s, sums, y, yo + row * n, count, n);
        });
    }

    /** y = x - max - log(sum(exp(x - max))). */
    public void logSoftmax(float[] x, int xo, float[] y, int yo, int rows, int n) {
        boolean isLong = isLong(n);
        chunks(rows, n, isLong ? 1 : CHUNK / Math.max(1, n), (row, count) -> {
            int from = xo + row * n;
            int to = yo + row * n;
            if (isLong) {
                float max = reductions.max(x, from, n);
                float log = Formulas.log(
                        kernels.expSum(x, from, max, n, Scratch.get().tile(FloatRows.WORK)));
                subtract(x, from, max, y, to, n);
                subtract(y, to, log, y, to, n);
                return;
            }
            float[] s = Scratch.get().tile(AREAS);
            int sums = exps(x, from, s, count, n);
            functions.apply(UnaryKind.LOG, s, sums, s, LOGS, count * n);
            kernels.subtract(x, from, s, MAXIMA, s, EXPS, count, n);
            kernels.subtract(s, EXPS, s, LOGS, y, to, count, n);
        });
    }

    /**
     * loss[lo + r] = -sum(labels * logSoftmax(logits)) for each row, and, unless gradient is null, gradient = softmax(logits) *
     * sum(labels) - labels. All in one pass; the gradient may be stored where the logits are. A class without mass adds nothing, even where its
     * logarithm is infinite.
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
        boolean isLong = isLong(n);
        chunks(rows, n, isLong ? 1 : CHUNK / Math.max(1, n), (row, count) -> {
            int z = zo + row * n;
            int b = bo + row * n;
            int g = go + row * n;
            if (isLong) {
                float max = reductions.max(logits, z, n);
                float[] work = Scratch.get().tile(FloatRows.WORK);
                float sum = kernels.expSum(logits, z, max, n, work);
                loss[lo + row] = -kernels.weightedSum(labels, b, logits, z, max, Formulas.log(sum), n, work);
                if (gradient != null) {
                    subtract(logits, z, max, gradient, g, n);
                    functions.apply(UnaryKind.EXP, gradient, g, gradient, g, n);
                    spread(gradient, g, sum, labels, b, gradient, g, n);
                }
                return;
            }
            float[] s = Scratch.get().tile(AREAS);
            int sums = exps(logits, z, s, count, n);
            functions.apply(UnaryKind.LOG, s, sums, s, LOGS, count * n);
            for (int r = 0; r < count; r++) {
                int at = r * n;
                float max = s[MAXIMA + at];
                float log = s[LOGS + at];
                float total = 0;
                for (int i = at; i < at + n; i++) {
                    float t = labels[b + i];
                    total += t == 0 ? 0 : t * (logits[z + i] - max - log);
                }
                loss[lo + row + r] = -total;
                if (gradient != null) {
                    spread(s, EXPS + at, s[sums + at], labels, b + at, gradient, g + at, n);
                }
            }
        });
    }

    /** gradient = exps / sum * sum(labels) - labels. */
    private void spread(float[] exps, int eo, float sum, float[] labels, int bo, float[] gradient, int go, int n) {
        float factor = reductions.sum(labels, bo, n) / sum;
        for (int i = 0; i < n; i++) {
            gradient[go + i] = exps[eo + i] * factor - labels[bo + i];
        }
    }

    /**
     * Of a chunk of short rows, puts exp(x - max) and the maxima into the work space.
     *
     * @return where their sums are
     */
    private int exps(float[] x, int xo, float[] s, int rows, int n) {
        int size = rows * n;
        System.arraycopy(x, xo, s, MAXIMA, n == 1 ? size : 0);
        float[] from = x;
        int at = xo;
        for (int length = 1; length < n; ) {
            int more = Math.min(length, n - length);
            length += more;
            zip(BinaryKind.MAX, from, at, from, at + more, s, MAXIMA, size - length + 1);
            from = s;
            at = MAXIMA;
        }
        kernels.subtract(x, xo, s, MAXIMA, s, EXPS, rows, n);
        functions.apply(UnaryKind.EXP, s, EXPS, s, EXPS, size);
        return sums(s, size, n);
    }

    /** Sums of 1, 2, 4, ... exponentials, and of them those that make up n, the longest first. */
    private int sums(float[] s, int size, int n) {
        int powers = EXPS;
        int sums = -1;
        int summed = 0;
        for (int length = 1; ; length *= 2) {
            if ((n & length) != 0) {
                summed += length;
                if (sums < 0) {
                    sums = powers;
                } else {
                    int to = sums != EXPS ? sums : powers == SUMS ? MORE_SUMS : SUMS;
                    zip(BinaryKind.ADD, s, powers, s, sums + length, s, to, size - summed + 1);
                    sums = to;
                }
            }
            if (summed == n) {
                return sums;
            }
            int to = powers != EXPS && powers != sums ? powers : sums == SUMS ? MORE_SUMS : SUMS;
            zip(BinaryKind.ADD, s, powers, s, powers + length, s, to, size - 2 * length + 1);
            powers = to;
        }
    }

    private void zip(BinaryKind kind, float[] a, int ao, float[] b, int bo, float[] c, int co, int n) {
        if (!arithmetic.binary(kind, a, ao, b, bo, c, co, n)) {
            throw new AssertionError("No vectors: all rows are long.");
        }
    }

    private void subtract(float[] x, int xo, float a, float[] y, int yo, int n) {
        if (!arithmetic.binary(BinaryKind.SUB, x, xo, a, false, y, yo, n)) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] - a;
            }
        }
    }

    /** y[yo + j] = the largest, or smallest, of x[xo + r * n + j] over all r; NaN where one is. */
    public void columnExtremes(boolean largest, float[] x, int xo, float[] y, int yo, int rows, int n) {
        if (largest) {
            columns(Float.NEGATIVE_INFINITY, reductions::maxRows, x, xo, y, yo, rows, n);
        } else {
            columns(Float.POSITIVE_INFINITY, reductions::minRows, x, xo, y, yo, rows, n);
        }
    }

    /** y[yo + j] = sum over r of x[xo + r * n + j]: the column sums of (rows x n), as for bias gradients. */
    public void columnSums(float[] x, int xo, float[] y, int yo, int rows, int n) {
        columns(0f, reductions::addRows, x, xo, y, yo, rows, n);
    }

    /** Takes the rows of a matrix into one that begins with what changes nothing. */
    private interface Reduction {
        void take(float[] x, int xo, int rows, int n, float[] y, int yo);
    }

    /**
     * Rows are cut into blocks of fixed size, whose results are taken together in order. Columns are seen from {@code lead} on, and those before after
     * them: so a block's rows, but the first and the last, begin at cache lines.
     */
    private static void columns(
            float start, Reduction reduction, float[] x, int xo, float[] y, int yo, int rows, int n) {
        int block = Math.max(64, (rows + 31) / 32);
        int blocks = (rows + block - 1) / block;
        if (blocks <= 1 || (long) rows * n < PARALLEL) {
            Arrays.fill(y, yo, yo + n, start);
            reduction.take(x, xo, rows, n, y, yo);
            return;
        }
        int lead = n % AlignedFloats.LINE == 0 ? AlignedFloats.lead((long) rows * n, xo) : 0;
        float[] partial = Scratch.get().left((blocks + 1) * n);
        Arrays.fill(partial, 0, (blocks + 1) * n, start);
        ThreadTeam.current().run(blocks, b -> {
            int from = xo + b * block * n;
            int count = Math.min(block, rows - b * block);
            reduction.take(x, from, 1, lead, partial, (b + 1) * n - lead);
            reduction.take(x, from + lead, count - 1, n, partial, b * n);
            reduction.take(x, from + lead + (count - 1) * n, 1, n - lead, partial, b * n);
        });
        int whole = blocks * n;
        reduction.take(partial, 0, blocks, n, partial, whole);
        System.arraycopy(partial, whole + n - lead, y, yo, lead);
        System.arraycopy(partial, whole, y, yo + lead, n - lead);
    }
}
