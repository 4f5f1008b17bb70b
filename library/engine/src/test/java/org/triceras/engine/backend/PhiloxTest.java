package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhiloxTest {
    /** Known answers of philox4x32-10 published with Random123 (kat_vectors). */
    @Test
    void givesThePublishedNumbers() {
        assertThat(block(0L, 0L, 0L)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    }

    private static int[] block(long key, long counter, long block) {
        int[] words = new int[4];
        for (int i = 0; i < 4; i++) {
            words[i] = Philox.bits(key, counter, block * 4 + i);
        }
        return words;
    }

    @Test
    void stretchesAreTheSameNumbersOneByOne() {
        long key = 0x9876543210abcdefL;
        long counter = 0xfedcba9812345678L;
        for (int first : new int[] {0, 1, 2, 3, 4, 1021, Integer.MAX_VALUE - 40}) {
            for (int n : new int[] {0, 1, 2, 3, 4, 5, 8, 33}) {
                float[] got = new float[n + 2];
                Philox.uniform(key, counter, first, got, 1, n);
                for (int i = 0; i < n; i++) {
                    assertThat(got[1 + i]).isEqualTo(Philox.uniform(key, counter, first + i));
                }
                assertThat(got[0]).isZero();
                assertThat(got[n + 1]).isZero();
            }
        }
    }
}
