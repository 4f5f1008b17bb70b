package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static List<String> labels(Ticks ticks) {
        return ticks.values().stream().map(ticks::label).toList();
    }

    @Test
    void epochsAreWholeNumbers() {
        assertThat(labels(Ticks.around(1, 5, 7, true))).containsExactly("1", "2", "3", "4", "5");
        assertThat(labels(Ticks.around(1, 2, 7, true))).containsExactly("1", "2");
        assertThat(labels(Ticks.around(1, 1, 7, true))).containsExactly("1");
        assertThat(labels(Ticks.around(1, 100, 6, true))).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(labels(Ticks.around(0.1, 0.4, 6, true))).containsExactly("0", "1");
    }

    @Test
    void numbersHaveTheDigitsOfTheStep() {
        assertThat(labels(Ticks.of(0.03, 0.21, 4, false))).containsExactly("0.05", "0.10", "0.15", "0.20");
        assertThat(labels(Ticks.of(-1, 1, 4, false))).containsExactly("-1.0", "-0.5", "0.0", "0.5", "1.0");
        assertThat(labels(Ticks.of(0, 2.1e6, 4, false))).containsExactly("0", "1e6", "2e6");
        assertThat(labels(Ticks.of(1e-4, 3e-4, 4, false)))
                .containsExactly("1.0e-4", "1.5e-4", "2.0e-4", "2.5e-4", "3.0e-4");
    }

    @Test
    void anyRangeGetsAFewDifferentMarksWithinIt() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            double low = random.nextGaussian() * Math.pow(10, random.nextInt(16) - 8);
            double high = low + Math.abs(low) * Math.pow(10, -4 * random.nextDouble()) + 1e-9;
            Ticks ticks = Ticks.around(low, high, 6, false);
            List<Double> values = ticks.values();
            assertThat(values).as("%s to %s", low, high).hasSizeBetween(2, 8);
            assertThat(values).allMatch(v -> v >= ticks.low() - ticks.step() / 1e6);
            assertThat(values).allMatch(v -> v <= ticks.high() + ticks.step() / 1e6);
            assertThat(labels(ticks)).doesNotHaveDuplicates();
        }
    }
}
