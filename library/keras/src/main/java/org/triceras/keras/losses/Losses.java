package org.triceras.keras.losses;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.layers.Options;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Losses by name. */
public final class Losses {
    private Losses() {}

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Loss>> known() {
        Map<String, Function<Map<String, Object>, Loss>> known = new LinkedHashMap<>();
        add(known, "MeanSquaredError", c -> new MeanSquaredError());
        add(known, "MeanAbsoluteError", c -> new MeanAbsoluteError());
        add(known, "MeanAbsolutePercentageError", c -> new MeanAbsolutePercentageError());
        add(known, "MeanSquaredLogarithmicError", c -> new MeanSquaredLogarithmicError());
        add(known, "LogCosh", c -> new LogCosh());
        add(known, "KLDivergence", c -> new KLDivergence());
        add(known, "Poisson", c -> new Poisson());
        add(known, "Hinge", c -> new Hinge());
        add(known, "SquaredHinge", c -> new SquaredHinge());
        add(known, "CategoricalHinge", c -> new CategoricalHinge());
        add(
                known,
                "CategoricalCrossentropy",
                c -> new CategoricalCrossentropy()
                        .fromLogits(flag(c, "from_logits"))
                        .labelSmoothing(number(c, "label_smoothing", 0))
                        .axis((int) number(c, "axis", -1)));
        add(
                known,
                "SparseCategoricalCrossentropy",
                c -> new SparseCategoricalCrossentropy()
                        .fromLogits(flag(c, "from_logits"))
                        .ignoreClass(c.get("ignore_class") instanceof Number n ? n.intValue() : null));
        add(
                known,
                "BinaryCrossentropy",
                c -> new BinaryCrossentropy()
                        .fromLogits(flag(c, "from_logits"))
                        .labelSmoothing(number(c, "label_smoothing", 0))
                        .axis((int) number(c, "axis", -1)));
        add(
                known,
                "BinaryFocalCrossentropy",
                c -> new BinaryFocalCrossentropy()
                        .applyClassBalancing(flag(c, "apply_class_balancing"))
                        .alpha(number(c, "alpha", 0.25))
                        .gamma(number(c, "gamma", 2))
                        .fromLogits(flag(c, "from_logits"))
                        .labelSmoothing(number(c, "label_smoothing", 0))
                        .axis((int) number(c, "axis", -1)));
        add(
                known,
                "CategoricalFocalCrossentropy",
                c -> new CategoricalFocalCrossentropy()
                        .alpha(numbers(c, "alpha", 0.25))
                        .gamma(number(c, "gamma", 2))
                        .fromLogits(flag(c, "from_logits"))
                        .labelSmoothing(number(c, "label_smoothing", 0))
                        .axis((int) number(c, "axis", -1)));
        add(known, "Huber", c -> new Huber().delta(number(c, "delta", 1)));
        add(known, "CosineSimilarity", c -> new CosineSimilarity().axis((int) number(c, "axis", -1)));
        add(known, "Dice", c -> new Dice().axis(Options.ints(c.get("axis"), 1)));
        add(
                known,
                "Tversky",
                c -> new Tversky()
                        .alpha(number(c, "alpha", 0.5))
                        .beta(number(c, "beta", 0.5))
                        .axis(Options.ints(c.get("axis"), 1)));
        add(
                known,
                "CategoricalGeneralizedCrossEntropy",
                c -> new CategoricalGeneralizedCrossEntropy().q(number(c, "q", 0.5)));
        add(
                known,
                "Circle",
                c -> new Circle()
                        .gamma(number(c, "gamma", 80))
                        .margin(number(c, "margin", 0.4))
                        .removeDiagonal(!Boolean.FALSE.equals(c.get("remove_diagonal"))));
        add(known, "CTC", c -> new CTC());
        return known;
    }

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("mse", "MeanSquaredError"),
            Map.entry("MSE", "MeanSquaredError"),
            Map.entry("mae", "MeanAbsoluteError"),
            Map.entry("MAE", "MeanAbsoluteError"),
            Map.entry("mape", "MeanAbsolutePercentageError"),
            Map.entry("MAPE", "MeanAbsolutePercentageError"),
            Map.entry("msle", "MeanSquaredLogarithmicError"),
            Map.entry("MSLE", "MeanSquaredLogarithmicError"),
            Map.entry("bce", "BinaryCrossentropy"),
            Map.entry("BCE", "BinaryCrossentropy"),
            Map.entry("logcosh", "LogCosh"),
            Map.entry("kld", "KLDivergence"),
            Map.entry("KLD", "KLDivergence"),
            Map.entry("kl_divergence", "KLDivergence"),
            Map.entry("ctc", "CTC"),
            Map.entry("huber_loss", "Huber"));

    /** Adds a factory that also reads the options that all losses have. */
    private static void add(
            Map<String, Function<Map<String, Object>, Loss>> known,
            String name,
            Function<Map<String, Object>, Loss> maker) {
        known.put(name, config -> {
            Loss loss = maker.apply(config);
            loss.readConfig(config);
            return loss;
        });
    }

    private static boolean flag(Map<String, Object> config, String key) {
        return Boolean.TRUE.equals(config.get(key));
    }

    private static double[] numbers(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof List<?> list
                ? list.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray()
                : new double[] {number(config, key, otherwise)};
    }

    private static double number(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** Whether {@link #get} makes a loss of that name. */
    public static boolean isKnown(String name) {
        return byAnyName().containsKey(name);
    }

    private static Map<String, Function<Map<String, Object>, Loss>> byAnyName() {
        Map<String, Function<Map<String, Object>, Loss>> known = known();
        Map<String, Function<Map<String, Object>, Loss>> byAnyName = new LinkedHashMap<>(known);
        known.forEach((className, factory) -> byAnyName.put(Names.snakeCase(className), factory));
        ALIASES.forEach((alias, className) -> byAnyName.put(alias, known.get(className)));
        return byAnyName;
    }

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
            return Names.find("loss", name, byAnyName()).apply(Map.of());
        }
        throw new ArgumentException("loss: expected a name, a Loss, a function (yTrue, yPred) -> loss or a config."
                + " Received " + identifier + ".");
    }
}
