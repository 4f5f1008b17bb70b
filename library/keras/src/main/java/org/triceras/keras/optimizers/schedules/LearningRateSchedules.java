package org.triceras.keras.optimizers.schedules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.keras.saving.Serialization;

/** Schedules by name, and makers of them. */
public final class LearningRateSchedules {
    private LearningRateSchedules() {}

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, LearningRateSchedule>> known() {
        Map<String, Function<Map<String, Object>, LearningRateSchedule>> known = new LinkedHashMap<>();
        known.put("ExponentialDecay", ExponentialDecay::of);
        known.put("InverseTimeDecay", InverseTimeDecay::of);
        known.put("PiecewiseConstantDecay", PiecewiseConstantDecay::of);
        known.put("PolynomialDecay", PolynomialDecay::of);
        known.put("CosineDecay", CosineDecay::of);
        known.put("CosineDecayRestarts", CosineDecayRestarts::of);
        return known;
    }

    public static LearningRateSchedule deserialize(Map<String, Object> map) {
        return Serialization.deserialize("learning rate schedule", map, known());
    }

    static double number(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }
}
