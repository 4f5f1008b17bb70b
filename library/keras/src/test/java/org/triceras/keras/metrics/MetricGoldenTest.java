package org.triceras.keras.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenArray;
import org.triceras.keras.testing.GoldenCase;

/** Metrics over three batches, eagerly and as compiled programs, against Keras's. */
class MetricGoldenTest {
    static List<GoldenCase> cases() {
        return Golden.cases("metrics");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKerasEagerly(GoldenCase c) {
        for (boolean weighted : new boolean[] {false, true}) {
            Metric metric = make(c);
            follow(c, weighted, metric, inputs -> {
                update(metric, inputs);
                return metric.result();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKerasCompiled(GoldenCase c) {
        for (boolean weighted : new boolean[] {false, true}) {
            Metric metric = make(c);
            TensorFunction step = TensorFunction.of(inputs -> {
                update(metric, inputs);
                return List.of(metric.result());
            });
            follow(c, weighted, metric, inputs -> step.callAll(inputs).get(0));
        }
    }

    /** Inputs are [values], [values, weight], [yTrue, yPred] or [yTrue, yPred, weight]. */
    private static void update(Metric metric, List<Tensor> inputs) {
        if (metric.getClass() == Mean.class || metric instanceof Sum) {
            metric.updateState(null, inputs.get(0), inputs.size() > 1 ? inputs.get(1) : null);
        } else {
            metric.updateState(inputs.get(0), inputs.get(1), inputs.size() > 2 ? inputs.get(2) : null);
        }
    }

    private static void follow(
            GoldenCase c, boolean weighted, Metric metric, java.util.function.Function<List<Tensor>, Tensor> step) {
        List<GoldenArray> expected = c.arrays(weighted ? "weighted_results" : "results");
        if (expected == null) {
            return;
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < expected.size(); i++) {
                GoldenCase batch = c.objects("batches").get(i);
                List<Tensor> inputs = new ArrayList<>();
                for (String key : List.of("y_true", "y_pred", "values", "sample_weight")) {
                    if (batch.has(key) && (weighted || !key.equals("sample_weight"))) {
                        inputs.add(batch.array(key).tensor());
                    }
                }
                expected.get(i).check(c + (weighted ? " weighted" : "") + " batch " + i, step.apply(inputs), 1e-5);
            }
            // A reset metric starts anew.
            metric.resetState();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesKerasConfig(GoldenCase c) {
        Map<String, Object> actual = make(c).getConfig();
        c.config().forEach((key, value) -> {
            if (!key.equals("dtype")) {
                assertThat(number(actual.get(key))).as(key).isEqualTo(number(value));
            }
        });
    }

    private static Object number(Object value) {
        return value instanceof Number n ? (Object) n.doubleValue() : value;
    }

    private static Metric make(GoldenCase c) {
        Shape any = Shape.of(1, 2);
        return Metrics.get(Map.of("class_name", c.className(), "config", c.config()), any, any);
    }

    static List<GoldenCase> matrices() {
        return Golden.cases("confusion_matrix").stream()
                .filter(c -> !c.has("weights"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void confusionMatrixMatchesKeras(GoldenCase c) {
        Tensor labels = c.array("labels").tensor();
        Tensor predictions = c.array("predictions").tensor();
        Tensor matrix = c.has("num_classes")
                ? Metrics.confusionMatrix(labels, predictions, (int) c.number("num_classes"))
                : Metrics.confusionMatrix(labels, predictions);
        c.array("matrix").check(c.name(), matrix, 0);
    }

    @Test
    void adjustedScoreNeedsMoreSamplesThanRegressors() {
        Tensor truth = Tensors.of(new float[][] {{1}, {4}, {3}});
        Tensor prediction = Tensors.of(new float[][] {{2}, {4}, {4}});
        R2Score plain = new R2Score();
        plain.updateState(truth, prediction);
        R2Score tooFew = new R2Score().numRegressors(2);
        tooFew.updateState(truth, prediction);
        assertThat(tooFew.result().item()).isEqualTo(plain.result().item());
        R2Score enough = new R2Score().numRegressors(1);
        enough.updateState(truth, prediction);
        assertThat(enough.result().item()).isLessThan(plain.result().item());
    }

    @Test
    void everyMetricHasACase() {
        TreeSet<String> covered = new TreeSet<>();
        cases().forEach(c -> covered.add(c.className()));
        assertThat(covered).containsAll(Metrics.known().keySet());
    }
}
