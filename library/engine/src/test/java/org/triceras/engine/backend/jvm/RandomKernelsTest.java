package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.backend.Philox;

class RandomKernelsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 1021, 123_456_788, Integer.MAX_VALUE - 400})
    void vectorsGiveTheNumbersOfTheDefinition(int first) {
        long key = 0x9876543210abcdefL;
        long counter = 0xfedcba9812345678L;
        for (int n : new int[] {0, 1, 5, 31, 32, 33, 64, 67, 131, 200}) {
            float[] got = new float[n + 2];
            Simd.kernels().arithmetic().uniform(key, counter, first, got, 1, n);
            for (int i = 0; i < n; i++) {
                assertThat(got[1 + i]).isEqualTo(Philox.uniform(key, counter, first + i));
            }
            assertThat(got[0]).isZero();
            assertThat(got[n + 1]).isZero();
        }
    }
}
