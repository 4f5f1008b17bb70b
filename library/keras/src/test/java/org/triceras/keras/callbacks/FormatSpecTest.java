package org.triceras.keras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** Numbers are written as Python writes them, and what it refuses is refused. */
class FormatSpecTest {
    private static final List<?> INTS = (List<?>) Golden.file("format_specs").plain("ints");
    private static final List<String> FLOATS = Golden.file("format_specs").texts("floats");

    static List<GoldenCase> cases() {
        return Golden.cases("format_specs");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void formatsAsPython(GoldenCase c) {
        List<?> ints = (List<?>) c.plain("ints");
        for (int i = 0; i < INTS.size(); i++) {
            long value = ((Number) INTS.get(i)).longValue();
            check(ints.get(i), () -> FormatSpec.of(c.name()).format(value), c.name() + " of " + value);
        }
        List<?> floats = (List<?>) c.plain("floats");
        for (int i = 0; i < FLOATS.size(); i++) {
            double value = parse(FLOATS.get(i));
            check(floats.get(i), () -> FormatSpec.of(c.name()).format(value), c.name() + " of " + value);
        }
    }

    private static void check(Object expected, Supplier<String> format, String what) {
        if (expected == null) {
            assertThatThrownBy(format::get, what).isInstanceOf(ArgumentException.class);
        } else {
            assertThat(format.get()).as(what).isEqualTo(expected);
        }
    }

    private static double parse(String python) {
        return switch (python) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(python);
        };
    }

    @ParameterizedTest
    @CsvSource({"x", "#.2f", "z.2f", "5000", ".99999999999f", "2s"})
    void saysWhatIsExpected(String spec) {
        assertThatThrownBy(() -> FormatSpec.of(spec).format(0.5))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("\"" + spec + "\"")
                .hasMessageContaining("Expected [[fill]align][sign][0][width][,][.precision][type]")
                .hasMessageContaining("such as 02d for an epoch");
    }
}
