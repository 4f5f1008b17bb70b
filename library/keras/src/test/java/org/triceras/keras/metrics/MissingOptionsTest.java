package org.triceras.keras.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;

/** Configs without an option that Keras requires are errors that name it; the others have a default here, too. */
class MissingOptionsTest {
    /** The arguments without default of the constructors of Keras 3.15.1, by inspect.signature, each with a value. */
    private static final Map<String, Map<String, Object>> REQUIRED = new TreeMap<>(Map.of(
            "IoU", Map.of("num_classes", 3, "target_class_ids", List.of(2)),
            "OneHotIoU", Map.of("num_classes", 3, "target_class_ids", List.of(0, 2)),
            "MeanIoU", Map.of("num_classes", 3),
            "OneHotMeanIoU", Map.of("num_classes", 3),
            "PrecisionAtRecall", Map.of("recall", 0.7),
            "RecallAtPrecision", Map.of("precision", 0.7),
            "SensitivityAtSpecificity", Map.of("specificity", 0.7),
            "SpecificityAtSensitivity", Map.of("sensitivity", 0.7)));

    static Iterable<String> classes() {
        return Metrics.known().keySet();
    }

    private static Metric metric(String className, Map<String, Object> config) {
        return Metrics.get(Map.of("class_name", className, "config", config), Shape.of(2, 1), Shape.of(2, 1));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void areNamed(String className) {
        Map<String, Object> least = REQUIRED.getOrDefault(className, Map.of());
        assertThat(metric(className, least).getConfig()).containsAllEntriesOf(least);
        for (String option : least.keySet()) {
            Map<String, Object> config = new LinkedHashMap<>(least);
            config.remove(option);
            assertThatThrownBy(() -> metric(className, config))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageStartingWith(className + ": the config lacks the option \"" + option + "\". Expected ");
            config.put(option, "many");
            assertThatThrownBy(() -> metric(className, config))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("option \"" + option + "\" of the config does not fit. Expected ")
                    .hasMessageContaining("Received many.");
        }
    }

    @Test
    void aNameAloneIsNotEnough() {
        assertThatThrownBy(() -> Metrics.get("precision_at_recall", Shape.of(2, 1), Shape.of(2, 1)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("lacks the option \"recall\"")
                .hasMessageContaining("give an object: new PrecisionAtRecall(...).");
    }
}
