package org.triceras.engine.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignedFloatsTest {
    @Test
    void stretchesBeginLinesAndDoNotOverlap() {
        List<AlignedFloats> all = new ArrayList<>();
        int[] sizes = {1, 15, 16, 17, 1000, 0, 100_000, 500_000, 5};
        for (int round = 0; round < 40; round++) {
            for (int size : sizes) {
                AlignedFloats floats = AlignedFloats.of(size);
                assertThat(floats.start() % 16).isEqualTo(AlignedFloats.START);
                for (int i = 0; i < size; i++) {

                    floats.array()[floats.start() + i] = all.size() + 1;
                }
                all.add(floats);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            AlignedFloats floats = all.get(i);
            for (int k = 0; k < sizes[i % sizes.length]; k++) {
                if (floats.array()[floats.start() + k] != i + 1) {
                    throw new AssertionError("stretch " + i + " was written by another");
                }
            }
        }
        long arrays = all.stream().map(AlignedFloats::array).distinct().count();
        assertThat(arrays).as("small ones share arrays").isLessThan(all.size() / 4);
    }
}
