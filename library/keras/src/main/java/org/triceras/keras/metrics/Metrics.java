package org.triceras.keras.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;
import org.triceras.keras.util.RequiredOptions;

/** Metrics by name. */
public final class Metrics {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("mse", "MeanSquaredError"),
            Map.entry("MSE", "MeanSquaredError"),
            Map.entry("mae", "MeanAbsoluteError"),
            Map.entry("MAE", "MeanAbsoluteError"),
            Map.entry("mape", "MeanAbsolutePercentageError"),
            Map.entry("MAPE", "MeanAbsolutePercentageError"),
            Map.entry("msle", "MeanSquaredLogarithmicError"),
            Map.entry("MSLE", "MeanSquaredLogarithmicError"),
            Map.entry("rmse", "RootMeanSquaredError"),
            Map.entry("RMSE", "RootMeanSquaredError"),
            Map.entry("bce", "BinaryCrossentropy"),
            Map.entry("BCE", "BinaryCrossentropy"),
            Map.entry("kld", "KLDivergence"),
            Map.entry("KLD", "KLDivergence"),
            Map.entry("logcosh", "LogCoshError"));

    private Metrics() {}

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Metric>> known() {
        Map<String, Function<Map<String, Object>, Metric>> known = new LinkedHashMap<>();
        known.put("Mean", c -> new Mean().configure(c));
        known.put("Sum", c -> new Sum().configure(c));
        known.put("Accuracy", c -> new Accuracy().configure(c));
        known.put("CategoricalAccuracy", c -> new CategoricalAccuracy().configure(c));
        known.put("SparseCategoricalAccuracy", c -> new SparseCategoricalAccuracy().configure(c));
        known.put("MeanSquaredError", c -> new MeanSquaredError().configure(c));
        known.put("MeanAbsoluteError", c -> new MeanAbsoluteError().configure(c));
        known.put("MeanAbsolutePercentageError", c -> new MeanAbsolutePercentageError().configure(c));
        known.put("MeanSquaredLogarithmicError", c -> new MeanSquaredLogarithmicError().configure(c));
        known.put("RootMeanSquaredError", c -> new RootMeanSquaredError().configure(c));
        known.put("LogCoshError", c -> new LogCoshError().configure(c));
        known.put("CosineSimilarity", c -> new CosineSimilarity().configure(c));
        known.put("PearsonCorrelation", c -> new PearsonCorrelation().configure(c));
        known.put("ConcordanceCorrelation", c -> new ConcordanceCorrelation().configure(c));
        known.put("R2Score", c -> new R2Score().configure(c));
        known.put("Poisson", c -> new Poisson().configure(c));
        known.put("Hinge", c -> new Hinge().configure(c));
        known.put("SquaredHinge", c -> new SquaredHinge().configure(c));
        known.put("CategoricalHinge", c -> new CategoricalHinge().configure(c));
        known.put("KLDivergence", c -> new KLDivergence().configure(c));
        known.put("CategoricalCrossentropy", c -> new CategoricalCrossentropy().configure(c));
        known.put("SparseCategoricalCrossentropy", c -> new SparseCategoricalCrossentropy().configure(c));
        known.put("BinaryCrossentropy", c -> new BinaryCrossentropy().configure(c));
        known.put("BinaryAccuracy", c -> new BinaryAccuracy(number(c, "threshold", 0.5)).configure(c));
        known.put("TopKCategoricalAccuracy", c -> new TopKCategoricalAccuracy((int) number(c, "k", 5)).configure(c));
        known.put(
                "SparseTopKCategoricalAccuracy",
                c -> new SparseTopKCategoricalAccuracy((int) number(c, "k", 5)).configure(only(c, "from_sorted_ids")));
        known.put("AUC", c -> new AUC().configure(c));
        known.put("Precision", c -> new Precision().configure(c));
        known.put("Recall", c -> new Recall().configure(c));
        known.put("TruePositives", c -> new TruePositives().configure(c));
        known.put("FalsePositives", c -> new FalsePositives().configure(c));
        known.put("TrueNegatives", c -> new TrueNegatives().configure(c));
        known.put("FalseNegatives", c -> new FalseNegatives().configure(c));
        known.put(
                "SensitivityAtSpecificity",
                c -> new SensitivityAtSpecificity(required("SensitivityAtSpecificity", c, "specificity")).configure(c));
        known.put(
                "SpecificityAtSensitivity",
                c -> new SpecificityAtSensitivity(required("SpecificityAtSensitivity", c, "sensitivity")).configure(c));
        known.put(
                "PrecisionAtRecall",
                c -> new PrecisionAtRecall(required("PrecisionAtRecall", c, "recall")).configure(c));
        known.put(
                "RecallAtPrecision",
                c -> new RecallAtPrecision(required("RecallAtPrecision", c, "precision")).configure(c));
        known.put("F1Score", c -> new F1Score().configure(c));
        known.put("FBetaScore", c -> new FBetaScore(number(c, "beta", 1)).configure(c));
        known.put("IoU", c -> new IoU(classes("IoU", c), requiredIds("IoU", c)).configure(c));
        known.put("MeanIoU", c -> new MeanIoU(classes("MeanIoU", c)).configure(c));
        known.put("OneHotIoU", c -> new OneHotIoU(classes("OneHotIoU", c), requiredIds("OneHotIoU", c)).configure(c));
        known.put("OneHotMeanIoU", c -> new OneHotMeanIoU(classes("OneHotMeanIoU", c)).configure(c));
        known.put("BinaryIoU", c -> new BinaryIoU(number(c, "threshold", 0.5), ids(c)).configure(c));
        return known;
    }

    /**
     * From a name, a {@link Metric}, a function or a serialized map. "accuracy" becomes the accuracy that fits the shapes.
     *
     * @param yTrue the shape of the targets
     * @param yPred the shape of the predictions
     */
    @SuppressWarnings("unchecked")
    public static Metric get(Object identifier, Shape yTrue, Shape yPred) {
        if (identifier instanceof Metric metric) {
            return metric;
        }
        if (identifier instanceof MetricFunction function) {
            return new MeanMetricWrapper("metric", function);
        }
        if (identifier instanceof Map<?, ?> map) {
            return Serialization.deserialize("metric", (Map<String, Object>) map, known());
        }
        if (identifier instanceof String name) {
            return byName(name, yTrue, yPred).name(name);
        }
        throw new ArgumentException("metric: expected a name, a Metric, a function (yTrue, yPred) -> value or a config."
                + " Received " + identifier + ".");
    }

    private static Metric byName(String name, Shape yTrue, Shape yPred) {
        boolean binary = yPred.rank() < 2 || yPred.last() == 1;
        boolean sparse = yTrue.rank() < yPred.rank() || (yTrue.last() == 1 && yPred.last() > 1);
        if (name.equals("accuracy") || name.equals("acc")) {
            return binary ? new BinaryAccuracy() : sparse ? new SparseCategoricalAccuracy() : new CategoricalAccuracy();
        }
        if (name.equals("crossentropy") || name.equals("ce")) {
            return binary
                    ? new BinaryCrossentropy()
                    : sparse ? new SparseCategoricalCrossentropy() : new CategoricalCrossentropy();
        }
        return Names.find("metric", name, byAnyName()).apply(Map.of());
    }

    /** Whether {@link #get} makes a metric of that name. */
    public static boolean isKnown(String name) {
        return name.equals("crossentropy") || name.equals("ce") || byAnyName().containsKey(name);
    }

    /**
     * The metric that averages a function, as Keras's MeanMetricWrapper does.
     *
     * @param function Keras's name of it, such as "binary_accuracy"
     * @param config the wrapper's, with its name and the function's arguments
     * @return null when there is none of that name
     */
    public static Metric ofFunction(String function, Map<?, ?> config) {
        Function<Map<String, Object>, Metric> maker = byAnyName().get(function);
        if (maker == null) {
            return null;
        }
        Map<String, Object> options = new LinkedHashMap<>();
        config.forEach((key, value) -> options.put(String.valueOf(key), value));
        options.remove("fn");
        return maker.apply(options);
    }

    private static Map<String, Function<Map<String, Object>, Metric>> byAnyName() {
        Map<String, Function<Map<String, Object>, Metric>> known = known();
        Map<String, Function<Map<String, Object>, Metric>> byAnyName = new LinkedHashMap<>(known);
        known.forEach((className, factory) -> byAnyName.put(Names.snakeCase(className), factory));
        ALIASES.forEach((alias, className) -> byAnyName.put(alias, known.get(className)));
        // Only names in the message that say something: these two depend on the shapes.
        byAnyName.put("accuracy", known.get("Accuracy"));
        byAnyName.put("acc", known.get("Accuracy"));
        return byAnyName;
    }

    private static double number(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof Number n ? n.doubleValue() : otherwise;
    }

    /** The config without an option that has no meaning here. */
    private static Map<String, Object> only(Map<String, Object> config, String dropped) {
        Map<String, Object> rest = new LinkedHashMap<>(config);
        rest.remove(dropped);
        return rest;
    }

    /** What a metric holds one figure at while it looks for the best of another. */
    private static double required(String metric, Map<String, Object> config, String key) {
        return ofConfig(metric, () -> RequiredOptions.number(metric, config, key, "a number from 0 to 1"));
    }

    private static int classes(String metric, Map<String, Object> config) {
        return ofConfig(
                metric, () -> (int) RequiredOptions.number(metric, config, "num_classes", "the number of classes"));
    }

    private static int[] requiredIds(String metric, Map<String, Object> config) {
        double[] ids = ofConfig(
                metric,
                () -> RequiredOptions.numbers(
                        metric, config, "target_class_ids", "a list of the numbers of the classes that count"));
        return Arrays.stream(ids).mapToInt(id -> (int) id).toArray();
    }

    /** A name stands for a config without options, so the way out of a missing one may be an object in its place. */
    private static <T> T ofConfig(String metric, Supplier<T> read) {
        try {
            return read.get();
        } catch (ArgumentException e) {
            throw new ArgumentException(
                    e.getMessage() + " Where the metric is given by name, give an object: new " + metric + "(...).");
        }
    }

    private static int[] ids(Map<String, Object> config) {
        return config.get("target_class_ids") instanceof List<?> list
                ? list.stream().mapToInt(id -> ((Number) id).intValue()).toArray()
                : new int[] {0, 1};
    }

    /**
     * How often each true class (rows) was predicted as which class (columns), as int32 of shape (classes, classes). One-hot
     * targets and scores are accepted as well.
     */
    public static Tensor confusionMatrix(Tensor yTrue, Tensor yPred) {
        int[] truth = numbers(yTrue);
        int[] prediction = numbers(yPred);
        int classes = 0;
        for (int[] all : List.of(truth, prediction)) {
            for (int id : all) {
                classes = Math.max(classes, id + 1);
            }
        }
        return confusionMatrix(yTrue, yPred, classes);
    }

    /** As {@link #confusionMatrix(Tensor, Tensor)} with a given number of classes. */
    public static Tensor confusionMatrix(Tensor yTrue, Tensor yPred, int classes) {
        int[] truth = numbers(yTrue);
        int[] prediction = numbers(yPred);
        if (truth.length != prediction.length) {
            throw new ArgumentException("confusionMatrix: expected as many predictions as targets. Received "
                    + prediction.length + " and " + truth.length + ".");
        }
        int[] counts = new int[classes * classes];
        for (int i = 0; i < truth.length; i++) {
            if (Math.min(truth[i], prediction[i]) < 0 || Math.max(truth[i], prediction[i]) >= classes) {
                throw new ArgumentException("confusionMatrix: expected classes from 0 to " + (classes - 1)
                        + ". Received target " + truth[i] + " and prediction " + prediction[i] + " at position " + i
                        + ".");
            }
            counts[truth[i] * classes + prediction[i]]++;
        }
        return Tensors.of(counts, classes, classes);
    }

    private static int[] numbers(Tensor labels) {
        boolean wide = labels.rank() == 2 && labels.shape().last() > 1;
        return (wide ? labels.argmax(-1) : labels).toIntArray();
    }
}
