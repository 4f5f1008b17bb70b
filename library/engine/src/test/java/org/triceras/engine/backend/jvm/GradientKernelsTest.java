package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientKernelsTest {
    private static final FloatGradients DEFINITION = new FloatGradients() {};

    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    private interface Gradient {
        void run(FloatGradients kernels, float[] a, int ao, float[] y, float[] c, int co, int n);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void bitsAreThoseOfPlainLoops(Kernels kernels) {
        compare(kernels, (k, a, ao, y, c, co, n) -> k.tanh(a, ao, y, 2, c, co, n));
        compare(kernels, (k, a, ao, y, c, co, n) -> k.sigmoid(a, ao, y, 2, c, co, n));
        for (boolean inclusive : new boolean[] {false, true}) {
            compare(kernels, (k, a, ao, y, c, co, n) -> k.mask(a, ao, y, 2, 0.5f, inclusive, c, co, n));
        }
    }

    private static void compare(Kernels kernels, Gradient gradient) {
        float[] special = {0.5f, Float.NaN, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0};
        for (int n : KernelSets.SIZES) {
            float[] a = KernelSets.random(n + 3, 1);
            float[] y = KernelSets.random(n + 3, 2);
            for (int i = 0; i < n / 2; i++) {
                a[1 + i] = i % 5 == 0 ? special[i % special.length] : a[1 + i];
                y[2 + i] = i % 3 == 0 ? special[i % special.length] : y[2 + i];
            }
            float[] expected = new float[n + 3];
            gradient.run(DEFINITION, a, 1, y, expected, 1, n);
            float[] actual = new float[n + 3];
            gradient.run(kernels.gradients(), a, 1, y, actual, 1, n);
            assertThat(actual).as("%d floats", n).isEqualTo(expected);
            float[] inPlace = a.clone();
            gradient.run(kernels.gradients(), inPlace, 1, y, inPlace, 1, n);
            expected[0] = a[0];
            System.arraycopy(a, n + 1, expected, n + 1, 2);
            assertThat(inPlace).as("%d floats in place", n).isEqualTo(expected);
        }
    }
}
