package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArithmeticTest {
    static Iterable<Kernels> kernels() {
        return KernelSets.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void bytesAreUnsignedAndNothingBesideThemIsTouched(Kernels kernels) {
        for (int n : KernelSets.SIZES) {
            byte[] x = new byte[n + 3];
            new Random(n).nextBytes(x);
            float[] y = new float[n + 2];
            y[0] = y[n + 1] = -7;
            if (!kernels.arithmetic().fromBytes(x, 3, y, 1, n)) {
                assertThat(kernels.lanes()).isEqualTo(1);
                continue;
            }
            for (int i = 0; i < n; i++) {
                assertThat(y[1 + i]).isEqualTo(x[3 + i] & 0xff);
            }
            assertThat(y[0]).isEqualTo(-7);
            assertThat(y[n + 1]).isEqualTo(-7);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void selectTakesOneOfTwo(Kernels kernels) {
        for (int n : KernelSets.SIZES) {
            boolean[] q = new boolean[n + 1];
            Random random = new Random(n);
            for (int i = 0; i < q.length; i++) {
                q[i] = random.nextBoolean();
            }
            float[] a = KernelSets.random(n + 2, 1);
            float[] b = KernelSets.random(n + 3, 2);
            float[] c = new float[n + 2];
            if (!kernels.arithmetic().select(q, 1, a, 2, b, 3, c, 1, n)) {
                assertThat(kernels.lanes()).isEqualTo(1);
                continue;
            }
            for (int i = 0; i < n; i++) {
                assertThat(c[1 + i]).isEqualTo(q[1 + i] ? a[2 + i] : b[3 + i]);
            }
            assertThat(c[0]).isZero();
            assertThat(c[n + 1]).isZero();
        }
    }
}
