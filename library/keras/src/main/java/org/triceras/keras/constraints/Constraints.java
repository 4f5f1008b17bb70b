package org.triceras.keras.constraints;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Constraints by name. */
public final class Constraints {
    private Constraints() {}

    /** Vectors along the axis 0 get at most this length. */
    public static MaxNorm maxNorm(double maxValue) {
        return new MaxNorm(maxValue, 0);
    }

    /** Vectors along the axis 0 get a length in this range. */
    public static MinMaxNorm minMaxNorm(double minValue, double maxValue) {
        return new MinMaxNorm(minValue, maxValue, 1, 0);
    }

    public static NonNeg nonNeg() {
        return new NonNeg();
    }

    /** Vectors along the axis 0 get length 1. */
    public static UnitNorm unitNorm() {
        return new UnitNorm(0);
    }

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Constraint>> known() {
        Map<String, Function<Map<String, Object>, Constraint>> known = new LinkedHashMap<>();
        known.put("MaxNorm", c -> new MaxNorm(number(c, "max_value", 2), c.getOrDefault("axis", 0)));
        known.put(
                "MinMaxNorm",
                c -> new MinMaxNorm(
                        number(c, "min_value", 0),
                        number(c, "max_value", 1),
                        number(c, "rate", 1),
                        c.getOrDefault("axis", 0)));
        known.put("NonNeg", c -> new NonNeg());
        known.put("UnitNorm", c -> new UnitNorm(c.getOrDefault("axis", 0)));
        return known;
    }

    /** From a name ("max_norm" or "MaxNorm"), a {@link Constraint}, a serialized map, or null. */
    @SuppressWarnings("unchecked")
    public static Constraint get(Object identifier) {
        if (identifier == null || identifier instanceof Constraint) {
            return (Constraint) identifier;
        }
        if (identifier instanceof Map<?, ?> map) {
            return Serialization.deserialize("constraint", (Map<String, Object>) map, known());
        }
        if (identifier instanceof String name) {
            Map<String, Function<Map<String, Object>, Constraint>> byAnyName = new LinkedHashMap<>(known());
            known().forEach((className, factory) -> byAnyName.put(Names.snakeCase(className), factory));
            return Names.find("constraint", name, byAnyName).apply(Map.of());
        }
        throw new ArgumentException(
                "constraint: expected a name, a Constraint or a config. Received " + identifier + ".");
    }

    private static double number(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof Number n ? n.doubleValue() : otherwise;
    }
}
