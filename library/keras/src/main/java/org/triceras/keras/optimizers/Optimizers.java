package org.triceras.keras.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Optimizers by name. */
public final class Optimizers {
    private Optimizers() {}

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Optimizer>> known() {
        Map<String, Function<Map<String, Object>, Optimizer>> known = new LinkedHashMap<>();
        known.put("SGD", SGD::of);
        known.put("RMSprop", RMSprop::of);
        known.put("Adam", Adam::of);
        known.put("AdamW", AdamW::of);
        known.put("Adadelta", Adadelta::of);
        known.put("Adagrad", Adagrad::of);
        known.put("Adamax", Adamax::of);
        known.put("Nadam", Nadam::of);
        known.put("Ftrl", Ftrl::of);
        known.put("Lion", Lion::of);
        known.put("Adafactor", Adafactor::of);
        known.put("Lamb", Lamb::of);
        known.put("Muon", Muon::of);
        known.put("ScheduleFreeAdamW", ScheduleFreeAdamW::of);
        return known;
    }

    /** From a name ("adam" or "Adam"), an {@link Optimizer} or a serialized map. */
    @SuppressWarnings("unchecked")
    public static Optimizer get(Object identifier) {
        if (identifier instanceof Optimizer optimizer) {
            return optimizer;
        }
        if (identifier instanceof Map<?, ?> map) {
            // Keras wraps optimizers so for mixed_float16; float32, which is used here, needs no scaling.
            if ("LossScaleOptimizer".equals(map.get("class_name")) && map.get("config") instanceof Map<?, ?> wrapper) {
                return get(wrapper.get("inner_optimizer"));
            }
            return Serialization.deserialize("optimizer", (Map<String, Object>) map, known());
        }
        if (identifier instanceof String name) {
            Map<String, Function<Map<String, Object>, Optimizer>> byAnyName = new LinkedHashMap<>(known());
            known().forEach((className, factory) ->
                    byAnyName.put(className.toLowerCase(java.util.Locale.ROOT), factory));
            return Names.find("optimizer", name, byAnyName).apply(Map.of());
        }
        throw new ArgumentException(
                "optimizer: expected a name, an Optimizer or a config. Received " + identifier + ".");
    }
}
