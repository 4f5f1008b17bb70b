package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenArray;
import org.triceras.keras.testing.GoldenCase;

/** Whole training runs against real Keras: the same first weights and data give the same losses, metrics and last weights. */
class TrainingGoldenTest {
    static List<GoldenCase> cases() {
        return Golden.cases("training");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesKeras(GoldenCase c) {
        Model model = Models.modelFromConfig(c.map("model"));
        model.setWeights(
                c.objects("initial_weights").stream().map(w -> w.asArray().tensor()).toList());
        CompileConfig.apply(model, c.map("compile"));
        List<Tensor> x = tensors(c.arrays("x"));
        List<Tensor> y = tensors(c.arrays("y"));
        check("prediction before", c.arrays("predict_before"), model.predict(x), 1e-5);

        GoldenCase fit = c.object("fit");
        History history = model.fit(x, y, f -> options(f, fit));
        Map<String, Object> expected = c.map("history");
        assertThat(new ArrayList<>(history.history().keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        expected.forEach((name, values) -> {
            List<?> list = (List<?>) values;
            for (int i = 0; i < list.size(); i++) {
                assertThat(history.get(name).get(i))
                        .as(name + " of epoch " + (i + 1))
                        .isCloseTo(((Number) list.get(i)).doubleValue(), within(2e-5));
            }
        });
        check(
                "weight",
                c.objects("final_weights").stream().map(GoldenCase::asArray).toList(),
                model.getWeights(),
                1e-4);
        Map<String, Double> evaluated = model.evaluate(x, y, f -> f.batchSize(fit.has("batch_size")
                        ? Math.min(5, (int) fit.number("batch_size"))
                        : 32)
                .verbose(0));
        c.map("evaluate").forEach((name, value) -> assertThat(evaluated.get(name))
                .as("evaluated " + name)
                .isCloseTo(((Number) value).doubleValue(), within(2e-5)));
        check("prediction after", c.arrays("predict_after"), model.predict(x), 1e-4);
    }

    private static void options(FitOptions f, GoldenCase fit) {
        f.batchSize((int) fit.number("batch_size")).epochs((int) fit.number("epochs")).shuffle(false).verbose(0);
        if (fit.has("validation_split")) {
            f.validationSplit(fit.number("validation_split"));
        }
        if (fit.has("validation_data")) {
            GoldenCase data = fit.object("validation_data");
            f.validationData(tensors(data.arrays("x")), tensors(data.arrays("y")));
        }
        if (fit.has("sample_weight")) {
            f.sampleWeight(fit.array("sample_weight").tensor());
        }
        if (fit.has("class_weight")) {
            Map<Integer, Double> weights = new HashMap<>();
            fit.map("class_weight").forEach((k, v) -> weights.put(Integer.valueOf(k), ((Number) v).doubleValue()));
            f.classWeight(weights);
        }
    }

    private static void check(String what, List<GoldenArray> expected, List<Tensor> actual, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            expected.get(i).check(what + " " + i, actual.get(i), tolerance);
        }
    }

    private static List<Tensor> tensors(List<GoldenArray> arrays) {
        return arrays.stream().map(GoldenArray::tensor).toList();
    }
}
