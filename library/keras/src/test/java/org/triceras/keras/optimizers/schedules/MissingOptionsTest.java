package org.triceras.keras.optimizers.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;

/** Configs without an option that Keras requires are errors that name it; the others have a default here, too. */
class MissingOptionsTest {
    private static final Map<String, Object> DECAY =
            Map.of("initial_learning_rate", 0.5, "decay_steps", 7.0, "decay_rate", 0.25);
    private static final Map<String, Object> STEPS = Map.of("initial_learning_rate", 0.5, "decay_steps", 7.0);

    /** The arguments without default of the constructors of Keras 3.15.1, by inspect.signature, each with a value. */
    private static final Map<String, Map<String, Object>> REQUIRED = Map.of(
            "ExponentialDecay",
            DECAY,
            "InverseTimeDecay",
            DECAY,
            "PolynomialDecay",
            STEPS,
            "CosineDecay",
            STEPS,
            "CosineDecayRestarts",
            Map.of("initial_learning_rate", 0.5, "first_decay_steps", 7.0),
            "PiecewiseConstantDecay",
            Map.of("boundaries", List.of(3.0), "values", List.of(0.5, 0.25)));

    static Iterable<String> classes() {
        return LearningRateSchedules.known().keySet();
    }

    private static LearningRateSchedule schedule(String className, Map<String, Object> config) {
        return LearningRateSchedules.deserialize(Map.of("class_name", className, "config", config));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void areNamed(String className) {
        Map<String, Object> least = REQUIRED.get(className);
        assertThat(schedule(className, least).getConfig()).containsAllEntriesOf(least);
        for (String option : least.keySet()) {
            Map<String, Object> config = new LinkedHashMap<>(least);
            config.remove(option);
            assertThatThrownBy(() -> schedule(className, config))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageStartingWith(className + ": the config lacks the option \"" + option + "\". Expected ")
                    .hasMessageContaining("Received only ");
            config.put(option, "soon");
            assertThatThrownBy(() -> schedule(className, config))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("of the config does not fit. Expected ");
        }
    }
}
