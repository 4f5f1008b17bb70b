package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateKernelsTest {
    private static final FloatUpdates DEFINITION = new FloatUpdates() {};

    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    private interface Update {
        void run(FloatUpdates kernels, float[] w, float[] m, float[] v, float[] c, int n);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void bitsAreThoseOfPlainLoops(Kernels kernels) {
        for (boolean flag : new boolean[] {false, true}) {
            compare(kernels, (k, w, m, v, c, n) -> k.approach(w, 1, m, 2, flag, 0.1f, c, 1, n));
            compare(kernels, (k, w, m, v, c, n) -> k.mix(w, 1, 0.9f, m, 2, flag, 0.1f, c, 1, n));
            compare(kernels, (k, w, m, v, c, n) -> k.descend(w, 1, m, 2, 0.01f, v, 3, 1e-7f, flag, c, 1, n));
        }
    }

    private static void compare(Kernels kernels, Update update) {
        for (int n : KernelSets.SIZES) {
            float[] w = KernelSets.random(n + 3, 1);
            float[] m = KernelSets.random(n + 3, 2);
            float[] v = KernelSets.random(n + 3, 3);
            for (int i = 0; i < v.length; i++) {
                v[i] = Math.abs(v[i]);
            }
            float[] expected = new float[n + 3];
            update.run(DEFINITION, w, m, v, expected, n);
            float[] actual = new float[n + 3];
            update.run(kernels.updates(), w, m, v, actual, n);
            assertThat(actual).as("%d floats", n).isEqualTo(expected);
            float[] inPlace = w.clone();
            update.run(kernels.updates(), inPlace, m, v, inPlace, n);
            expected[0] = w[0];
            System.arraycopy(w, n + 1, expected, n + 1, 2);
            assertThat(inPlace).as("%d floats in place", n).isEqualTo(expected);
        }
    }
}
