package org.triceras.keras.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Initializers by name. */
public final class Initializers {
    private Initializers() {}

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Initializer>> known() {
        Map<String, Function<Map<String, Object>, Initializer>> known = new LinkedHashMap<>();
        known.put("Zeros", c -> new Zeros());
        known.put("Ones", c -> new Ones());
        known.put("Constant", c -> new Constant(number(c, "value", 0)));
        known.put("Identity", c -> new Identity(number(c, "gain", 1)));
        known.put("GlorotNormal", c -> new GlorotNormal(seed(c)));
        known.put("GlorotUniform", c -> new GlorotUniform(seed(c)));
        known.put("HeNormal", c -> new HeNormal(seed(c)));
        known.put("HeUniform", c -> new HeUniform(seed(c)));
        known.put("LecunNormal", c -> new LecunNormal(seed(c)));
        known.put("LecunUniform", c -> new LecunUniform(seed(c)));
        known.put(
                "VarianceScaling",
                c -> new VarianceScaling(
                        number(c, "scale", 1),
                        (String) c.getOrDefault("mode", "fan_in"),
                        (String) c.getOrDefault("distribution", "truncated_normal"),
                        seed(c)));
        known.put("RandomNormal", c -> new RandomNormal(number(c, "mean", 0), number(c, "stddev", 0.05), seed(c)));
        known.put(
                "RandomUniform",
                c -> new RandomUniform(number(c, "minval", -0.05), number(c, "maxval", 0.05), seed(c)));
        known.put(
                "TruncatedNormal", c -> new TruncatedNormal(number(c, "mean", 0), number(c, "stddev", 0.05), seed(c)));
        known.put("Orthogonal", c -> new Orthogonal(number(c, "gain", 1), seed(c)));
        known.put(
                "STFT",
                c -> new STFT(
                        (String) c.getOrDefault("side", "real"),
                        (String) c.getOrDefault("window", "hann"),
                        (String) c.getOrDefault("scaling", "density"),
                        Boolean.TRUE.equals(c.get("periodic"))));
        Map.of("Identity", "IdentityInitializer", "Orthogonal", "OrthogonalInitializer", "STFT", "STFTInitializer")
                .forEach((name, alias) -> known.put(alias, known.get(name)));
        return known;
    }

    /** From a name ("glorot_uniform" or "GlorotUniform"), an {@link Initializer}, or a serialized map. */
    @SuppressWarnings("unchecked")
    public static Initializer get(Object identifier) {
        if (identifier == null || identifier instanceof Initializer) {
            return (Initializer) identifier;
        }
        if (identifier instanceof Map<?, ?> map) {
            return Serialization.deserialize("initializer", (Map<String, Object>) map, known());
        }
        if (identifier instanceof Number value) {
            return new Constant(value.doubleValue());
        }
        if (identifier instanceof String name) {
            Map<String, Function<Map<String, Object>, Initializer>> known = known();
            Map<String, Function<Map<String, Object>, Initializer>> byAnyName = new LinkedHashMap<>();
            known.forEach((className, factory) -> byAnyName.put(Names.snakeCase(className), factory));
            byAnyName.put("normal", known.get("RandomNormal"));
            byAnyName.put("uniform", known.get("RandomUniform"));
            byAnyName.put("one", known.get("Ones"));
            byAnyName.put("zero", known.get("Zeros"));
            Function<Map<String, Object>, Initializer> exact = known.get(name);
            return exact != null
                    ? exact.apply(Map.of())
                    : Names.find("initializer", name, byAnyName).apply(Map.of());
        }
        throw new ArgumentException(
                "initializer: expected a name, an Initializer, a number or a config. Received " + identifier + ".");
    }

    private static double number(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof Number n ? n.doubleValue() : otherwise;
    }

    private static Long seed(Map<String, Object> config) {
        return config.get("seed") instanceof Number n ? n.longValue() : null;
    }
}
