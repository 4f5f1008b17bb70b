package org.triceras.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.backend.Backends;

class RandomTensorsTest {
    private static final int N = 100_000;
    private final Tensor seed = RandomTensors.seed(42, 7);

    @AfterEach
    void backToTheDefault() {
        Backends.use("jvm");
    }

    @Test
    void sameSeedSameNumbersOnAnyBackend() {
        Tensor first = RandomTensors.uniform(seed, Shape.of(N), 0, 1);
        Backends.use("reference");
        assertThat(RandomTensors.uniform(seed, Shape.of(N), 0, 1).toFloatArray())
                .isEqualTo(first.toFloatArray());
        assertThat(RandomTensors.uniform(seed, Shape.of(10), 0, 1).toFloatArray())
                .isEqualTo(Arrays.copyOf(first.toFloatArray(), 10));
        assertThat(RandomTensors.uniform(RandomTensors.seed(42, 8), Shape.of(10), 0, 1)
                        .toFloatArray())
                .isNotEqualTo(Arrays.copyOf(first.toFloatArray(), 10));
        assertThat(RandomTensors.uniform(RandomTensors.seed(43, 7), Shape.of(10), 0, 1)
                        .toFloatArray())
                .isNotEqualTo(Arrays.copyOf(first.toFloatArray(), 10));
    }

    @Test
    void uniformFillsItsRangeEvenly() {
        Tensor u = RandomTensors.uniform(seed, Shape.of(N), -2, 4);
        assertThat(u.min().item()).isBetween(-2.0, -1.99);
        assertThat(u.max().item()).isBetween(3.99, 4.0);
        assertThat(u.mean().item()).isCloseTo(1, within(0.03));
        assertThat(u.var().item()).isCloseTo(3, within(0.03));
        for (int tenth = 0; tenth < 10; tenth++) {
            double low = -2 + 0.6 * tenth;
            double share = u.ge(low).and(u.lt(low + 0.6)).cast("float32").mean().item();
            assertThat(share).isCloseTo(0.1, within(0.006));
        }
    }

    @Test
    void normalHasItsMoments() {
        Tensor z = RandomTensors.normal(seed, Shape.of(N), 3, 2);
        Tensor standard = z.sub(3).div(2);
        assertThat(standard.mean().item()).isCloseTo(0, within(0.015));
        assertThat(standard.var().item()).isCloseTo(1, within(0.02));
        assertThat(standard.pow(3).mean().item()).isCloseTo(0, within(0.04));
        assertThat(standard.pow(4).mean().item()).isCloseTo(3, within(0.12));
        assertThat(standard.isFinite().all().item()).isEqualTo(1);
        assertThat(standard.abs().gt(3).cast("float32").mean().item()).isCloseTo(0.0027, within(0.0008));
    }

    @Test
    void truncatedNormalStaysWithinTwoDeviations() {
        Tensor z = RandomTensors.truncatedNormal(seed, Shape.of(N), 1, 0.5);
        assertThat(z.sub(1).abs().max().item()).isBetween(0.98, 1.0001);
        assertThat(z.mean().item()).isCloseTo(1, within(0.01));
        // The deviation of a standard normal cut at two is 0.8796.
        assertThat(z.std().item()).isCloseTo(0.5 * 0.8796, within(0.005));
    }

    @Test
    void integersAndPermutations() {
        Tensor dice = RandomTensors.integers(seed, Shape.of(N), 1, 7);
        assertThat(dice.dtype()).isEqualTo(DType.INT32);
        for (int face = 1; face <= 6; face++) {
            assertThat(dice.eq(face).cast("float32").mean().item()).isCloseTo(1 / 6.0, within(0.006));
        }
        assertThat(dice.min().item()).isEqualTo(1);
        assertThat(dice.max().item()).isEqualTo(6);
        int[] order = RandomTensors.permutation(seed, 1000).toIntArray();
        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        Arrays.sort(order);
        assertThat(order).isEqualTo(IntStream.range(0, 1000).toArray());
    }
}
