package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Variable;

class RowProductTest {
    private static float[] numbers(int size, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @Test
    void givesTheBitsOfAnyOtherProduct() {
        for (int[] size : new int[][] {{1, 1}, {10, 512}, {33, 7}, {128, 128}, {300, 31}, {512, 128}, {700, 100}}) {
            int n = size[0];
            int k = size[1];
            float[] a = numbers(k + 3, 1);
            float[] b = numbers(n * k + 5, 2);
            for (boolean transposed : new boolean[] {false, true}) {
                float[] expected = new float[n];
                new Gemm(Simd.kernels())
                        .multiply(
                                1,
                                n,
                                k,
                                a,
                                3,
                                k,
                                false,
                                b,
                                5,
                                transposed ? k : n,
                                transposed,
                                expected,
                                0,
                                n,
                                false,
                                null);
                RowProduct product = new RowProduct(n, k, transposed);
                assertThat(product.keep(0, b, 5)).isFalse();
                for (int i = 0; i < 4; i++) {
                    product.keep(7, b, 5);
                }
                assertThat(product.keep(7, b, 5)).isTrue();
                float[] c = new float[n + 4];
                int[] seen = new int[n];
                product.multiply(a, 3, c, 2, (x, offset, ldc, row, rows, column, columns) -> {
                    for (int j = column; j < column + columns; j++) {
                        seen[j]++;
                        assertThat(x[offset + j - column]).isEqualTo(expected[j]);
                    }
                });
                assertThat(seen).containsOnly(1);
                assertThat(java.util.Arrays.copyOfRange(c, 2, n + 2)).isEqualTo(expected);
                assertThat(new float[] {c[0], c[1], c[n + 2], c[n + 3]}).containsOnly(0);
            }
        }
    }

    @Test
    void zerosOfTheRowAreLeftOutUnlessTheMatrixIsInfinite() {
        int n = 300;
        int k = 400;
        float[] a = numbers(k, 1);
        for (int p = 0; p < k; p++) {
            a[p] = p % 5 == 0 ? a[p] : p % 2 == 0 ? 0 : -0f;
        }
        float[] b = numbers(n * k, 2);
        for (float one : new float[] {1, Float.POSITIVE_INFINITY, Float.NaN}) {
            b[3 * n + 7] = one;
            float[] expected = new float[n];
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    expected[j] = Math.fma(a[p], b[p * n + j], expected[j]);
                }
            }
            RowProduct product = new RowProduct(n, k, false);
            for (int i = 0; i < 5; i++) {
                product.keep(7, b, 0);
            }
            float[] c = new float[n];
            product.multiply(a, 0, c, 0, null);
            assertThat(c).isEqualTo(expected);
            assertThat(Float.isNaN(c[7])).isEqualTo(one != 1);
        }
    }

    @Test
    void forgetsTheCopyWhenTheValuesAreOthers() {
        float[] b = numbers(64, 3);
        RowProduct product = new RowProduct(8, 8, false);
        for (int i = 0; i < 6; i++) {
            product.keep(1, b, 0);
        }
        assertThat(product.keep(1, b, 0)).isTrue();
        assertThat(product.keep(2, b, 0)).isFalse();
        assertThat(product.keep(1, b, 0)).isFalse();
    }

    /** However a variable gets new values, the next product has them. */
    @Test
    void productsFollowTheirVariable() {
        Variable w = new Variable(RandomTensors.uniform(RandomTensors.seed(1, 0), Shape.of(20, 12), -1, 1), "w", true);
        Tensor x = RandomTensors.uniform(RandomTensors.seed(2, 0), Shape.of(1, 20), -1, 1);
        TensorFunction product = TensorFunction.of(in -> List.of(in.get(0).matmul(w.tensor())));
        TensorFunction halve = TensorFunction.of(in -> {
            w.assign(w.tensor().mul(0.5f));
            return List.of();
        });
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10; i++) {
                assertThat(product.call(x).toFloatArray())
                        .isEqualTo(x.matmul(w.value()).toFloatArray());
            }
            halve.callAll(List.of());
            assertThat(product.call(x).toFloatArray())
                    .isEqualTo(x.matmul(w.value()).toFloatArray());
            for (int i = 0; i < 10; i++) {
                product.call(x);
            }
            w.assign(w.value().add(1f));
            assertThat(product.call(x).toFloatArray())
                    .isEqualTo(x.matmul(w.value()).toFloatArray());
        }
    }

    /** The same for filters, which are kept in the form in which they are read. */
    @Test
    void convolutionsFollowTheirVariable() {
        for (int channels : new int[] {1, 16}) {
            Shape shape = Shape.of(3, 3, channels, 20);
            Variable w = new Variable(RandomTensors.uniform(RandomTensors.seed(1, 0), shape, -1, 1), "w", true);
            Tensor x = RandomTensors.uniform(RandomTensors.seed(2, 0), Shape.of(1, 30, 30, channels), -1, 1);
            Conv2d conv = new Conv2d(ConvGeometry.DEFAULT);
            TensorFunction kept = TensorFunction.of(in -> List.of(Tensor.emit(conv, in.get(0), w.tensor())));
            for (int round = 0; round < 3; round++) {
                float[] expected = Tensor.emit(conv, x, w.value()).toFloatArray();
                for (int i = 0; i < 10; i++) {
                    assertThat(kept.call(x).toFloatArray()).isEqualTo(expected);
                }
                w.assign(w.value().mul(-0.7f));
            }
        }
    }
}
