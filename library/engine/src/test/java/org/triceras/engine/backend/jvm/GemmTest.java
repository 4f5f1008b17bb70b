package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GemmTest {
    private static final int[][] SHAPES = {
        {1, 1, 1},
        {1, 10, 3},
        {1, 300, 33},
        {2, 3, 4},
        {3, 33, 1},
        {7, 17, 31},
        {8, 64, 16},
        {13, 100, 7},
        {25, 31, 17},
        {31, 9, 257},
        {33, 65, 400},
        {100, 10, 33},
        {128, 130, 15},
        {1, 300, 1100},
        {26, 70, 1031},
        {205, 40, 20},
        {1, 5, 0},
        {0, 4, 4},
        {30, 33, 0}
    };

    private static final int[][] SPARSE_SHAPES = {
        {64, 64, 100},
        {75, 70, 130},
        {128, 96, 33},
        {200, 64, 40},
        {300, 65, 600},
        {128, 96, 1100},
        {300, 64, 1},
        {130, 64, 2}
    };

    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    @AfterEach
    void resetThreads() {
        ThreadTeam.setThreads(2);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void agreesWithAChainOfFusedMultiplyAdds(Kernels kernels) {
        Gemm gemm = new Gemm(kernels);
        for (int[] s : SHAPES) {
            for (int transposes = 0; transposes < 4; transposes++) {
                for (boolean accumulate : new boolean[] {false, true}) {
                    Case c = new Case(s[0], s[1], s[2], (transposes & 1) != 0, (transposes & 2) != 0);
                    float[] expected = c.naive(accumulate);
                    float[] got = c.c.clone();
                    c.multiply(gemm, got, accumulate, null);
                    assertThat(got).as("%s accumulate=%s", c, accumulate).isEqualTo(expected);
                    float[] packed = c.c.clone();
                    PackedMatrix b = gemm.pack(c.k, c.n, c.b, Case.OFFSET, c.ldb, c.transposeB);
                    gemm.multiply(
                            c.m,
                            c.a,
                            Case.OFFSET,
                            c.lda,
                            c.transposeA,
                            b,
                            packed,
                            Case.OFFSET,
                            c.ldc,
                            accumulate,
                            null);
                    assertThat(packed).as("%s packed", c).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void zerosAreLeftOutWithoutATrace(Kernels kernels) {
        Gemm gemm = new Gemm(kernels);
        for (int[] s : SPARSE_SHAPES) {
            for (int transposes = 0; transposes < 4; transposes++) {
                Case c = new Case(s[0], s[1], s[2], (transposes & 1) != 0, (transposes & 2) != 0);
                c.clear(0.8);
                MatrixSource left = new MatrixSource(kernels.gemmTiles(), c.a, Case.OFFSET, c.lda, !c.transposeA);
                assertThat(left.hasZeros(c.m, c.k, kernels.gemmTiles().maxRows()))
                        .isTrue();
                for (boolean accumulate : new boolean[] {false, true}) {
                    float[] got = c.c.clone();
                    c.multiply(gemm, got, accumulate, null);
                    assertThat(got).as("%s accumulate=%s", c, accumulate).isEqualTo(c.naive(accumulate));
                }
            }
        }
    }

    @Test
    void zeroTimesInfinityIsNotZero() {
        Gemm gemm = new Gemm(Simd.kernels());
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE}) {
            Case c = new Case(128, 64, 100, false, false);
            c.clear(0.9);
            for (int i = 0; i < c.b.length; i += 97) {
                c.b[i] = value;
            }
            float[] got = c.c.clone();
            c.multiply(gemm, got, false, null);
            assertThat(got).as("%s", value).isEqualTo(c.naive(false));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whatIsZeroInAllRowsIsNotPacked(Kernels kernels) {
        GemmTiles tiles = kernels.gemmTiles();
        int depth = 57;
        for (int height : new int[] {1, tiles.rowsFor(2), tiles.rowsFor(4), tiles.maxRows()}) {
            float[] a = KernelSets.random(height * depth, 1);
            List<Integer> expected = new ArrayList<>();
            for (int p = 0; p < depth; p++) {
                boolean isKept = p % 3 == 0 || p == depth - 1;
                for (int i = 0; i < height; i++) {
                    a[i * depth + p] =
                            isKept && (i == p % height || p % 2 == 0) ? a[i * depth + p] : i % 2 == 0 ? 0 : -0f;
                }
                if (isKept) {
                    expected.add(p);
                }
            }
            a[0] = Float.NaN;
            float[] byColumns = new float[a.length];
            for (int i = 0; i < a.length; i++) {
                byColumns[i % depth * height + i / depth] = a[i];
            }
            for (boolean isTransposed : new boolean[] {false, true}) {
                float[] to = new float[2 + height * depth + tiles.columns()];
                int[] depths = new int[3 + depth];
                int kept = isTransposed
                        ? Nonzeros.transpose(height, a, 0, depth, depth, to, 2, depths, 3)
                        : tiles.copyNonzeros(height, byColumns, 0, height, depth, to, 2, depths, 3);
                assertThat(IntStream.range(0, kept).mapToObj(q -> depths[3 + q]))
                        .containsExactlyElementsOf(expected);
                for (int q = 0; q < kept; q++) {
                    for (int i = 0; i < height; i++) {
                        assertThat(Float.valueOf(to[2 + q * height + i]))
                                .isEqualTo(Float.valueOf(a[i * depth + expected.get(q)]));
                    }
                }
            }
        }
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        Gemm gemm = new Gemm(Simd.kernels());
        for (int[] s : new int[][] {{150, 200, 500}, {700, 40, 64}, {3, 2000, 300}, {1, 5000, 100}}) {
            Case c = new Case(s[0], s[1], s[2], false, false);
            float[] expected = c.naive(false);
            for (int threads : new int[] {1, 2, 3, 5}) {
                ThreadTeam.setThreads(threads);
                float[] got = c.c.clone();
                c.multiply(gemm, got, false, null);
                assertThat(got).as("%s on %d threads", c, threads).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void handsEachElementToTheEpilogueOnce(Kernels kernels) {
        Gemm gemm = new Gemm(kernels);
        for (int[] s : new int[][] {{3, 50, 7}, {130, 90, 400}, {1, 1000, 20}}) {
            Case c = new Case(s[0], s[1], s[2], false, false);
            float[] expected = c.naive(false);
            for (int i = 0; i < c.m; i++) {
                for (int j = 0; j < c.n; j++) {
                    expected[Case.OFFSET + i * c.ldc + j] += 1000 * i + j;
                }
            }
            float[] got = c.c.clone();
            c.multiply(gemm, got, false, (x, offset, ldc, row, rows, column, columns) -> {
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        x[offset + i * ldc + j] += 1000 * (row + i) + column + j;
                    }
                }
            });
            assertThat(got).as("%s", c).isEqualTo(expected);
        }
    }

    @Test
    void batchesAreTheSameProducts() {
        Gemm gemm = new Gemm(Simd.kernels());
        for (int[] s : new int[][] {{3, 4, 5, 7}, {40, 30, 64, 20}, {128, 64, 700, 3}}) {
            int m = s[0];
            int n = s[1];
            int k = s[2];
            float[] a = KernelSets.random(s[3] * m * k, 1);
            float[] b = KernelSets.random(k * n, 2);
            int[] aOffsets = new int[s[3]];
            int[] bOffsets = new int[s[3]];
            float[] expected = new float[2 + s[3] * m * n];
            for (int i = 0; i < s[3]; i++) {
                aOffsets[i] = i * m * k;
                gemm.multiply(m, n, k, a, i * m * k, k, false, b, 0, k, true, expected, 2 + i * m * n, n, false, null);
            }
            float[] got = new float[expected.length];
            gemm.batched(m, n, k, a, 0, aOffsets, false, b, 0, bOffsets, true, got, 2, false, null);
            assertThat(got).isEqualTo(expected);
        }
    }

    /** One product, with offsets and row distances larger than needed. */
    private static final class Case {
        static final int OFFSET = 5;

        final int m;
        final int n;
        final int k;
        final boolean transposeA;
        final boolean transposeB;
        final int lda;
        final int ldb;
        final int ldc;
        final float[] a;
        final float[] b;
        final float[] c;

        Case(int m, int n, int k, boolean transposeA, boolean transposeB) {
            this.m = m;
            this.n = n;
            this.k = k;
            this.transposeA = transposeA;
            this.transposeB = transposeB;
            lda = (transposeA ? m : k) + 3;
            ldb = (transposeB ? k : n) + 2;
            ldc = n + 1;
            a = KernelSets.random(OFFSET + (transposeA ? k : m) * lda, 1);
            b = KernelSets.random(OFFSET + (transposeB ? n : k) * ldb, 2);
            c = KernelSets.random(OFFSET + m * ldc, 3);
        }

        void multiply(Gemm gemm, float[] to, boolean accumulate, Epilogue epilogue) {
            gemm.multiply(
                    m,
                    n,
                    k,
                    a,
                    OFFSET,
                    lda,
                    transposeA,
                    b,
                    OFFSET,
                    ldb,
                    transposeB,
                    to,
                    OFFSET,
                    ldc,
                    accumulate,
                    epilogue);
        }

        /** Makes most depths zero in all rows, and some in many rows. */
        void clear(double share) {
            Random random = new Random(4);
            for (int p = 0; p < k; p++) {
                boolean isZero = k < 3 || random.nextDouble() < share;
                for (int i = 0; i < m; i++) {
                    if (isZero && (k > 2 || i < m - 3) || random.nextBoolean()) {
                        a[OFFSET + (transposeA ? p * lda + i : i * lda + p)] = 0;
                    }
                }
            }
        }

        float[] naive(boolean accumulate) {
            float[] to = c.clone();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    float sum = accumulate ? to[OFFSET + i * ldc + j] : 0;
                    for (int p = 0; p < k; p++) {
                        float x = a[OFFSET + (transposeA ? p * lda + i : i * lda + p)];
                        float y = b[OFFSET + (transposeB ? j * ldb + p : p * ldb + j)];
                        sum = Math.fma(x, y, sum);
                    }
                    to[OFFSET + i * ldc + j] = sum;
                }
            }
            return to;
        }

        @Override
        public String toString() {
            return Arrays.toString(new int[] {m, n, k}) + (transposeA ? "T" : "N") + (transposeB ? "T" : "N");
        }
    }
}
