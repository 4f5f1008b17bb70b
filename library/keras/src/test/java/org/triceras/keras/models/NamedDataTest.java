package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.data.Dataset;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.util.Names;
import org.triceras.keras.util.Rng;

/** Inputs, targets and weights by the names of the model's inputs and outputs. */
class NamedDataTest {
    private static final Tensor AGE = RandomTensors.uniform(RandomTensors.seed(5, 0), Shape.of(20, 2), -1, 1);
    private static final Tensor FARE = RandomTensors.uniform(RandomTensors.seed(6, 0), Shape.of(20, 3), -1, 1);
    private static final Tensor LIVES = AGE.sum(1).expandDims(-1);
    private static final Tensor PAYS = FARE.sum(1).expandDims(-1);

    private final Model model = model();

    @BeforeEach
    void reset() {
        Names.reset();
    }

    private static Model model() {
        Rng.setRandomSeed(7);
        Tensor age = Layers.inputLayer(2).name("age").output();
        Tensor fare = Layers.inputLayer(3).name("fare").output();
        Tensor both = Layers.concatenate().apply(age, fare);
        Model model = Models.model(
                List.of(age, fare),
                List.of(
                        Layers.dense(1).name("lives").apply(both),
                        Layers.dense(1).name("pays").apply(both)));
        model.compile(c ->
                c.optimizer("sgd").loss(Map.of("lives", "mse", "pays", "mae")).metrics(Map.of("pays", "mse")));
        return model;
    }

    private static Map<String, Tensor> x() {
        return Map.of("fare", FARE, "age", AGE);
    }

    private static Map<String, Tensor> y() {
        return Map.of("pays", PAYS, "lives", LIVES);
    }

    @Test
    void trainsByNameAsByPlace() {
        Map<String, List<Double>> expected = model().fit(
                        List.of(AGE, FARE),
                        List.of(LIVES, PAYS),
                        f -> f.epochs(2).shuffle(false).verbose(0))
                .history();
        assertThat(model().fit(x(), y(), f -> f.epochs(2).shuffle(false).verbose(0))
                        .history())
                .isEqualTo(expected)
                .containsOnlyKeys("loss", "lives_loss", "pays_loss", "pays_mse");
        Dataset batches = Dataset.fromTensorSlices(Batch.of(x(), y())).batch(32);
        assertThat(model().fit(batches, f -> f.epochs(2).verbose(0)).history()).isEqualTo(expected);
    }

    @Test
    void evaluatesAndPredictsByName() {
        assertThat(model.evaluate(x(), y(), f -> f.verbose(0)))
                .isEqualTo(model.evaluate(List.of(AGE, FARE), List.of(LIVES, PAYS), f -> f.verbose(0)));
        Map<String, Tensor> outputs = model.predict(x());
        assertThat(outputs).containsOnlyKeys("lives", "pays");
        assertThat(outputs.get("pays").toFloatArray())
                .isEqualTo(model.predict(List.of(AGE, FARE)).get(1).toFloatArray());
    }

    @Test
    void columnsThatTheModelDoesNotAskForAreLeftOut() {
        Map<String, Tensor> more = Map.of("fare", FARE, "age", AGE, "ticket", Tensors.zeros(20, 1));
        assertThat(model.predict(more).get("pays").toFloatArray())
                .isEqualTo(model.predict(x()).get("pays").toFloatArray());
    }

    @Test
    void weightsByName() {
        Tensor weight = Tensors.arange(20).cast("float32");
        List<Double> expected = model().fit(
                        List.of(AGE, FARE),
                        List.of(LIVES, PAYS),
                        f -> f.shuffle(false)
                                .sampleWeight(List.of(Tensors.ones(20), weight))
                                .verbose(0))
                .get("loss");
        assertThat(model().fit(
                                x(),
                                y(),
                                f -> f.shuffle(false)
                                        .sampleWeight(Map.of("pays", weight))
                                        .verbose(0))
                        .get("loss"))
                .isEqualTo(expected);
    }

    /** The names are those that Keras 3.15 logs for such a model. */
    @Test
    void weightedMetricsBearTheOutputsNameInFront() {
        model.compile(c -> c.optimizer("sgd")
                .loss(Map.of("lives", "mse", "pays", "mae"))
                .metrics(Map.of("lives", List.of("mae", "mae"), "pays", "mse"))
                .weightedMetrics(Map.of("lives", List.of("mse", "mae"), "pays", List.of("mse", "mse"))));
        assertThat(model.fit(x(), y(), f -> f.verbose(0)).history())
                .containsOnlyKeys(
                        "loss",
                        "lives_loss",
                        "lives_mae",
                        "lives_mae_1",
                        "lives_mse",
                        "lives_weighted_mae",
                        "pays_loss",
                        "pays_mse",
                        "pays_weighted_mse",
                        "pays_weighted_mse_1");
    }

    @Test
    void outputsWithoutALossNeedNoTargets() {
        model.compile(c -> c.optimizer("sgd").loss(Map.of("pays", "mae")));
        assertThat(model.fit(x(), Map.of("pays", PAYS), f -> f.verbose(0)).get("loss"))
                .hasSize(1);
    }

    @Test
    void namesOfOnesOwn() {
        Tensor in = Layers.input(2);
        Tensor out = Layers.dense(1).apply(in);
        Model named = Models.model(Map.of("size", in), Map.of("price", out));
        named.compile("sgd", "mse");
        assertThat(named.fit(Map.of("size", AGE), Map.of("price", LIVES), f -> f.verbose(0))
                        .epoch())
                .hasSize(1);
        assertThat(named.predict(Map.of("size", AGE))).containsOnlyKeys("price");
    }

    // ---- errors ----

    @Test
    void missingNames() {
        assertThatThrownBy(() -> model.fit(Map.of("age", AGE), y(), f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("no input for \"fare\"")
                .hasMessageContaining("Expected tensors for age, fare. Received age.");
        assertThatThrownBy(() -> model.fit(x(), Map.of("pays", PAYS), f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("no target for \"lives\"");
        Dataset batches =
                Dataset.fromTensorSlices(Batch.of(Map.of("age", AGE), y())).batch(5);
        assertThatThrownBy(() -> model.fit(batches, f -> f.verbose(0))).hasMessageContaining("no input for \"fare\"");
    }

    @Test
    void wrongNames() {
        assertThatThrownBy(() -> model.fit(x(), Map.of("pays", PAYS, "live", LIVES), f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Did you mean \"lives\"?");
    }

    @Test
    void modelsWithoutNames() {
        Model own = new ModelTest.Doubling();
        own.compile("sgd", "mse");
        assertThatThrownBy(() -> own.fit(Map.of("a", AGE), LIVES, f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("have no names");
    }
}
