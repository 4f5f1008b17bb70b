package org.triceras.keras.losses;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Losses by name. */
public final class Losses {
    private Losses() {}

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Loss>> known() {
        Map<String, Function<Map<String, Object>, Loss>> known = new LinkedHashMap<>();
        known.put("MeanSquaredError", c -> new MeanSquaredError());
        return known;
    }

    private static final Map<String, String> ALIASES = Map.of("mse", "MeanSquaredError");

    /** From a name ("mse", "MeanSquaredError"), a {@link Loss}, a function, a serialized map, or null. */
    @SuppressWarnings("unchecked")
    public static Loss get(Object identifier) {
        if (identifier == null || identifier instanceof Loss) {
            return (Loss) identifier;
        }
        if (identifier instanceof LossFunction function) {
            return new CustomLoss(function);
        }
        if (identifier instanceof Map<?, ?> map) {
            return Serialization.deserialize("loss", (Map<String, Object>) map, known());
        }
        if (identifier instanceof String name) {
            Map<String, Function<Map<String, Object>, Loss>> byAnyName = new LinkedHashMap<>(known());
            known().forEach((className, factory) -> byAnyName.put(Names.snakeCase(className), factory));
            ALIASES.forEach((alias, className) -> byAnyName.put(alias, known().get(className)));
            return Names.find("loss", name, byAnyName).apply(Map.of());
        }
        throw new ArgumentException("loss: expected a name, a Loss, a function (yTrue, yPred) -> loss or a config."
                + " Received " + identifier + ".");
    }
}
