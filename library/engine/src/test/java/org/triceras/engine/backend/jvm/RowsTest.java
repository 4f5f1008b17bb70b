package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowsTest {
    /** Rows and columns; 501 has all that is taken at a time, at each vector width. */
    private static final int[][] COLUMNS = {
        {0, 3}, {1, 5}, {128, 512}, {150, 501}, {1000, 33}, {9_000, 7}, {86_000, 3}, {600, 512}
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
    void reductionsAgreeWithDoubles(Kernels kernels) {
        FloatReductions r = kernels.reductions();
        for (int n : new int[] {0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 257, 4096, 4097, 10_000}) {
            float[] x = KernelSets.random(n + 9, n);
            float[] y = KernelSets.random(n + 9, n + 1);
            double sum = 0;
            double dot = 0;
            double squares = 0;
            float max = Float.NEGATIVE_INFINITY;
            float min = Float.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                sum += x[5 + i];
                dot += (double) x[5 + i] * y[2 + i];
                squares += Math.pow(x[5 + i] - 0.5, 2);
                max = Math.max(max, x[5 + i]);
                min = Math.min(min, x[5 + i]);
            }
            assertThat((double) r.sum(x, 5, n)).isCloseTo(sum, within(1e-6 * n));
            assertThat((double) r.dot(x, 5, y, 2, n)).isCloseTo(dot, within(1e-6 * n));
            assertThat((double) r.squaredDistance(x, 5, 0.5f, n)).isCloseTo(squares, within(2e-6 * n));
            assertThat(r.max(x, 5, n)).isEqualTo(max);
            assertThat(r.min(x, 5, n)).isEqualTo(min);
            if (n > 0) {
                x[5 + n / 2] = Float.NaN;
                assertThat(r.max(x, 5, n)).isNaN();
                assertThat(r.min(x, 5, n)).isNaN();
                assertThat(r.sum(x, 5, n)).isNaN();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void softmaxAndCrossEntropyAgreeWithDoubles(Kernels kernels) {
        Rows rows = new Rows(kernels);
        for (int[] shape : new int[][] {
            {1, 1},
            {700, 1},
            {3, 2},
            {2000, 3},
            {128, 10},
            {90, 15},
            {90, 16},
            {41, 17},
            {9, 31},
            {7, 257},
            {2, 5000},
            {300, 33},
            {300, 1024},
            {4, 1040},
            {2, 8192}
        }) {
            int m = shape[0];
            int n = shape[1];
            float[] x = KernelSets.random(3 + m * n, 4);
            x[3] = 200f;
            float[] labels = KernelSets.random(2 + m * n, 5);
            float[] soft = new float[1 + m * n];
            float[] log = new float[1 + m * n];
            float[] loss = new float[m + 4];
            float[] gradient = new float[m * n];
            rows.softmax(x, 3, soft, 1, m, n);
            rows.logSoftmax(x, 3, log, 1, m, n);
            rows.crossEntropy(labels, 2, x, 3, loss, 4, gradient, 0, m, n);
            for (int i = 0; i < m; i++) {
                double max = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < n; j++) {
                    max = Math.max(max, x[3 + i * n + j]);
                }
                double sum = 0;
                double mass = 0;
                for (int j = 0; j < n; j++) {
                    sum += Math.exp(x[3 + i * n + j] - max);
                    mass += labels[2 + i * n + j];
                }
                double total = 0;
                for (int j = 0; j < n; j++) {
                    double l = x[3 + i * n + j] - max - Math.log(sum);
                    total -= labels[2 + i * n + j] * l;
                    assertThat((double) log[1 + i * n + j]).isCloseTo(l, within(3e-5 * (1 + Math.abs(l))));
                    assertThat((double) soft[1 + i * n + j]).isCloseTo(Math.exp(l), within(1e-6));
                    assertThat((double) gradient[i * n + j])
                            .isCloseTo(Math.exp(l) * mass - labels[2 + i * n + j], within(1e-4));
                }
                assertThat((double) loss[4 + i]).isCloseTo(total, within(1e-5 * n + 1e-5 * Math.abs(total) + 1e-4));
            }
            float[] inPlace = x.clone();
            rows.softmax(inPlace, 3, inPlace, 3, m, n);
            for (int i = 0; i < m * n; i++) {
                assertThat(inPlace[3 + i]).isEqualTo(soft[1 + i]);
            }
            float[] sameLoss = new float[m + 4];
            rows.crossEntropy(labels, 2, x, 3, sameLoss, 4, x, 3, m, n);
            assertThat(sameLoss).isEqualTo(loss);
            for (int i = 0; i < m * n; i++) {
                assertThat(x[3 + i]).isEqualTo(gradient[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void softmaxGivesWhatRowsAloneGive(Kernels kernels) {
        Rows rows = new Rows(kernels);
        for (int n : new int[] {1, 2, 3, 5, 10, 13, 31, 32, 33, 47, 100, 1000, 1024, 4096, 4097, 4111, 4112, 8200}) {
            int m = 40_000 / n + 3;
            float[] x = KernelSets.random(m * n, n);
            float[] one = x.clone();
            for (int r = 0; r < m; r++) {
                rows.softmax(one, r * n, one, r * n, 1, n);
            }
            for (int threads : new int[] {1, 2, 3}) {
                ThreadTeam.setThreads(threads);
                float[] y = new float[m * n];
                rows.softmax(x, 0, y, 0, m, n);
                assertThat(Arrays.mismatch(y, one))
                        .as("%s x %s, %s threads", m, n, threads)
                        .isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void softmaxOfWhatIsNoNumber(Kernels kernels) {
        Rows rows = new Rows(kernels);
        for (int n : new int[] {2, 10, 33, 100}) {
            float[] x = new float[6 * n];
            for (int i = 1; i < n; i++) {
                x[i] = Float.NEGATIVE_INFINITY;
                x[2 * n + i] = Float.NEGATIVE_INFINITY;
                x[4 * n + i] = -200f;
                x[5 * n + i] = -86f;
            }
            x[n + n / 2] = Float.NaN;
            x[2 * n] = Float.NEGATIVE_INFINITY;
            x[3 * n + n - 1] = Float.POSITIVE_INFINITY;
            rows.softmax(x, 0, x, 0, 6, n);
            for (int i = 0; i < n; i++) {
                assertThat(x[i]).isEqualTo(i == 0 ? 1f : 0f);
                assertThat(x[n + i]).isNaN();
                assertThat(x[2 * n + i]).isNaN();
                assertThat(x[3 * n + i]).isNaN();
                assertThat(x[4 * n + i]).isEqualTo(i == 0 ? 1f : 0f);
                assertThat((double) x[5 * n + i]).isCloseTo(i == 0 ? 1 : 4.473779e-38, within(i == 0 ? 0 : 1e-43));
            }
        }
    }

    @Test
    void aClassWithoutMassAddsNothing() {
        float[] logits = {Float.NEGATIVE_INFINITY, 0f};
        float[] loss = new float[1];
        float[] gradient = new float[2];
        Rows.get().crossEntropy(new float[] {0, 1}, 0, logits, 0, loss, 0, gradient, 0, 1, 2);
        assertThat(loss).containsExactly(-0f);
        assertThat(gradient).containsExactly(0f, 0f);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void columnSumsAreTheSameBitsAtAnyWidthAndNumberOfThreads(Kernels kernels) {
        Rows rows = new Rows(kernels);
        for (int[] shape : COLUMNS) {
            int m = shape[0];
            int n = shape[1];
            float[] x = KernelSets.random(3 + m * n, 4);
            float[] expected = new float[n + 2];
            new Rows(Simd.kernels(0)).columnSums(x, 3, expected, 2, m, n);
            for (int threads : new int[] {1, 2, 3}) {
                ThreadTeam.setThreads(threads);
                float[] y = new float[n + 2];
                rows.columnSums(x, 3, y, 2, m, n);
                assertThat(y).isEqualTo(expected);
            }
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int i = 0; i < m; i++) {
                    sum += x[3 + i * n + j];
                }
                assertThat((double) expected[2 + j]).isCloseTo(sum, within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void columnExtremesOnAnyNumberOfThreads(Kernels kernels) {
        Rows rows = new Rows(kernels);
        for (int[] shape : COLUMNS) {
            int m = shape[0];
            int n = shape[1];
            float[] x = KernelSets.random(3 + m * n, 4);
            if (m > 2) {
                x[3 + n + 1] = Float.NaN;
                x[3 + n] = Float.POSITIVE_INFINITY;
                x[3 + 2 * n] = Float.NEGATIVE_INFINITY;
                for (int i = 0; i < m; i++) {
                    x[3 + i * n + n - 1] = i % 3 == 1 ? 0f : -0f;
                    x[3 + i * n + n - 2] = -0f;
                }
            }
            for (boolean largest : new boolean[] {true, false}) {
                float[] expected = new float[n];
                Arrays.fill(expected, largest ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
                for (int i = 0; i < m * n; i++) {
                    float old = expected[i % n];
                    expected[i % n] = largest ? Math.max(old, x[3 + i]) : Math.min(old, x[3 + i]);
                }
                for (int threads : new int[] {1, 2, 3}) {
                    ThreadTeam.setThreads(threads);
                    float[] y = new float[n];
                    rows.columnExtremes(largest, x, 3, y, 0, m, n);
                    assertThat(y).isEqualTo(expected);
                }
            }
        }
    }
}
