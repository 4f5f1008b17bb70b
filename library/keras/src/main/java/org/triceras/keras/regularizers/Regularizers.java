package org.triceras.keras.regularizers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Regularizers by name. */
public final class Regularizers {
    private Regularizers() {}

    /** {@code l1 * sum(|x|)}. */
    public static L1 l1(double l1) {
        return new L1(l1);
    }

    /** {@code l2 * sum(x^2)}. */
    public static L2 l2(double l2) {
        return new L2(l2);
    }

    /** The sum of both. */
    public static L1L2 l1l2(double l1, double l2) {
        return new L1L2(l1, l2);
    }

    /** Keeps the rows of a matrix ("rows"), or its columns ("columns"), at right angles. */
    public static OrthogonalRegularizer orthogonalRegularizer(double factor, String mode) {
        return new OrthogonalRegularizer(factor, mode);
    }

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Regularizer>> known() {
        Map<String, Function<Map<String, Object>, Regularizer>> known = new LinkedHashMap<>();
        known.put("L1", c -> new L1(number(c, "l1", 0.01)));
        known.put("L2", c -> new L2(number(c, "l2", 0.01)));
        known.put("L1L2", c -> new L1L2(number(c, "l1", 0), number(c, "l2", 0)));
        known.put(
                "OrthogonalRegularizer",
                c -> new OrthogonalRegularizer(
                        number(c, "factor", 0.01), String.valueOf(c.getOrDefault("mode", "rows"))));
        return known;
    }

    /** From a name ("l2" or "L2"), a {@link Regularizer}, a serialized map, or null. */
    @SuppressWarnings("unchecked")
    public static Regularizer get(Object identifier) {
        if (identifier == null || identifier instanceof Regularizer) {
            return (Regularizer) identifier;
        }
        if (identifier instanceof Map<?, ?> map) {
            return Serialization.deserialize("regularizer", (Map<String, Object>) map, known());
        }
        if (identifier instanceof String name) {
            Map<String, Function<Map<String, Object>, Regularizer>> byAnyName = new LinkedHashMap<>(known());
            known().forEach((className, factory) -> byAnyName.put(Names.snakeCase(className), factory));
            byAnyName.put("l1_l2", byAnyName.get("L1L2"));
            return Names.find("regularizer", name, byAnyName).apply(Map.of());
        }
        throw new ArgumentException(
                "regularizer: expected a name, a Regularizer or a config. Received " + identifier + ".");
    }

    private static double number(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof Number n ? n.doubleValue() : otherwise;
    }
}
