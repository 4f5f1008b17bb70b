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
        SparseGemm sparse = new SparseGemm(kernels);
        int width = kernels.sparseTiles().columns();
        int[][] shapes = {
            {64, Math.max(64, width), 100}, {131, 3 * width - 3, 97}, {70, 2 * width, 1500}, {600, 2 * width, 700}
        };
        for (int[] s : shapes) {
            for (int i = 0; i < 8; i++) {
                boolean isTransposedA = (i & 1) != 0;
                boolean isTransposedB = (i & 2) != 0;
                boolean isLeft = (i & 4) == 0;
                Case c = isLeft
                        ? new Case(s[0], s[1], s[2], isTransposedA, isTransposedB)
                        : new Case(s[1], s[0], Math.min(1000, s[2]), isTransposedA, isTransposedB);
                clear(isLeft ? c.a : c.b, 0.75);
                assertThat(sparse.multiply(
                                c.m,
                                c.n,
                                c.k,
                                c.left(kernels),
                                c.right(kernels),
                                c.c.clone(),
                                Case.OFFSET,
                                c.ldc,
                                null))
                        .as("%s", c)
                        .isTrue();
                for (boolean accumulate : new boolean[] {false, true}) {
                    float[] got = c.c.clone();
                    c.multiply(gemm, got, accumulate, null);
                    assertThat(got).as("%s accumulate=%s", c, accumulate).isEqualTo(c.naive(accumulate));
                }
                float[] doubled = c.c.clone();
                c.multiply(gemm, doubled, false, (x, offset, ldc, row, rows, column, columns) -> {
                    for (int e = 0; e < rows * columns; e++) {
                        x[offset + e / columns * ldc + e % columns] *= 2;
                    }
                });
                float[] expected = c.naive(false);
                for (int e = 0; e < c.m * c.n; e++) {
                    expected[Case.OFFSET + e / c.n * c.ldc + e % c.n] *= 2;
                }
                assertThat(doubled).as("%s with an epilogue", c).isEqualTo(expected);
            }
        }
    }

    /** Makes zeros of some numbers. */
    private static void clear(float[] x, double share) {
        Random random = new Random(4);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble() < share ? 0 : x[i];
        }
    }

    @Test
    void fewZerosStay() {
        Case c = new Case(128, 256, 100, false, false);
        clear(c.a, 0.3);
        assertThat(new Gemm(Simd.kernels()).leavesOutZeros(c.m, c.n, c.k, c.a, Case.OFFSET, c.lda, false))
                .isFalse();
        clear(c.a, 0.6);
        assertThat(new Gemm(Simd.kernels()).leavesOutZeros(c.m, c.n, c.k, c.a, Case.OFFSET, c.lda, false))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void zeroTimesInfinityIsNotZero(Kernels kernels) {
        Gemm gemm = new Gemm(kernels);
        for (float value : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE}) {
            Case c = new Case(128, 2 * kernels.sparseTiles().columns(), 100, false, false);
            clear(c.a, 0.9);
            for (int i = c.ldb; i < c.b.length; i += 997) {
                c.b[i] = value;
            }
            float[] got = c.c.clone();
            c.multiply(gemm, got, false, (x, offset, ldc, row, rows, column, columns) -> x[offset] += 1);
            float[] expected = c.c.clone();
            c.multiply(gemm, expected, false, null);
            assertThat(expected).as("%s", value).isEqualTo(c.naive(false));
            assertThat(IntStream.range(0, got.length).filter(i -> got[i] != expected[i] && got[i] == got[i]))
                    .as("%s: the epilogue ran once", value)
                    .allMatch(i -> got[i] == expected[i] + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void listsHoldWhatIsNotZero(Kernels kernels) {
        SparseTiles tiles = kernels.sparseTiles();
        float[] x = KernelSets.random(3 + 77, 1);
        List<Integer> expected = new ArrayList<>();
        for (int p = 0; p < 77; p++) {
            if (p % 3 == 0 || p > 70) {
                expected.add(p);
            } else {
                x[3 + p] = p % 2 == 0 ? 0 : -0f;
            }
        }
        x[3] = Float.NaN;
        x[6] = Float.MIN_VALUE;
        float[] values = new float[2 + 77 + tiles.columns()];
        int[] offsets = new int[values.length];
        int end = tiles.find(x, 3, 77, values, offsets, 2);
        assertThat(IntStream.range(2, end).mapToObj(q -> offsets[q] / tiles.columns()))
                .containsExactlyElementsOf(expected);
        for (int q = 2; q < end; q++) {
            assertThat(Float.valueOf(values[q])).isEqualTo(Float.valueOf(x[3 + expected.get(q - 2)]));
        }
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        Gemm gemm = new Gemm(Simd.kernels());
        for (int[] s :
                new int[][] {{150, 200, 500}, {700, 40, 64}, {3, 2000, 300}, {1, 5000, 100}, {150, 500, 200, 1}}) {
            Case c = new Case(s[0], s[1], s[2], false, false);
            if (s.length > 3) {
                clear(c.a, 0.8);
            }
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

        MatrixSource left(Kernels kernels) {
            return new MatrixSource(kernels.gemmTiles(), a, OFFSET, lda, !transposeA);
        }

        MatrixSource right(Kernels kernels) {
            return new MatrixSource(kernels.gemmTiles(), b, OFFSET, ldb, transposeB);
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
