package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.optimizers.SGD;
import org.triceras.keras.saving.CustomObjects;
import org.triceras.keras.util.Names;
import org.triceras.keras.util.Rng;

class ModelTest {
    private static final Tensor X = RandomTensors.uniform(RandomTensors.seed(3, 0), Shape.of(40, 6), -1, 1);
    private static final Tensor Y = X.sum(1).gt(0).cast("float32").expandDims(-1);

    @BeforeEach
    void reset() {
        Names.reset();
        Rng.setRandomSeed(11);
    }

    private static Sequential classifier() {
        return Models.sequential(
                Layers.input(6),
                Layers.dense(8).activation("tanh"),
                Layers.dropout(0.1),
                Layers.dense(1).activation("sigmoid"));
    }

    @Test
    void learns() {
        Model model = classifier();
        model.compile(c -> c.optimizer(new SGD(0.5)).loss("binary_crossentropy").metrics("accuracy"));
        History history = model.fit(X, Y, f -> f.batchSize(8).epochs(40).verbose(0));
        assertThat(history.epoch()).hasSize(40);
        assertThat(history.get("loss").get(39)).isLessThan(0.3);
        assertThat(model.evaluate(X, Y, f -> f.verbose(0)).get("accuracy")).isGreaterThan(0.9);
    }

    @Test
    void theSameSeedGivesTheSameLossesToTheLastBit() {
        List<List<Double>> losses = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Rng.setRandomSeed(5);
            Model model = classifier();
            model.compile("adam", "mse");
            losses.add(model.fit(X, Y, f -> f.batchSize(7).epochs(4).verbose(0)).get("loss"));
        }
        assertThat(losses.get(1)).isEqualTo(losses.get(0));
    }

    @Test
    void aModelEndsAtALayerOfAnother() {
        Sequential model = classifier();
        Functional features = Models.model(model.inputs(), model.getLayer(0).output());
        assertThat(features.predict(X).toFloatArray())
                .isEqualTo(model.getLayer(0).apply(X).toFloatArray());
        assertThat(Models.model(model.inputs(), model.outputs()).predict(X).toFloatArray())
                .isEqualTo(model.predict(X).toFloatArray());
        // What is trained is the same layer.
        Functional head = Models.model(
                model.inputs(), Layers.dense(2).apply(features.getLayer(1).output()));
        head.compile("adam", "mse");
        assertThat(head.trainOnBatch(X, Tensors.ones(40, 2))).isNotEmpty();
        assertThat(features.predict(X).toFloatArray())
                .isEqualTo(model.getLayer(0).apply(X).toFloatArray());
    }

    @Test
    void whatWasNotAppliedHasNoOutput() {
        assertThatThrownBy(() -> Layers.dense(3).name("alone").output())
                .isInstanceOf(StateException.class)
                .hasMessageContaining("\"alone\" (Dense)")
                .hasMessageContaining("input(...)");
        Sequential model = Models.sequential(Layers.dense(3));
        assertThatThrownBy(model::outputs).isInstanceOf(StateException.class);
        model.predict(X);
        assertThat(model.outputs().get(0).shape().last()).isEqualTo(3);
        assertThat(model.getLayer(0).outputs()).hasSize(1);
        Layer shared = Layers.dense(6);
        Tensor x = Layers.input(6);
        Tensor first = shared.apply(x);
        shared.apply(first);
        assertThat(shared.output().node()).isSameAs(first.node());
        assertThat(shared.inputs().get(0).node()).isSameAs(x.node());
    }

    @Test
    void buildsOnFirstSightOfData() {
        Sequential model = Models.sequential(Layers.dense(3), Layers.dense(2));
        assertThat(model.isBuilt()).isFalse();
        assertThat(model.predict(X).shape()).isEqualTo(Shape.of(40, 2));
        assertThat(model.weights()).hasSize(4);
        model.pop();
        assertThat(model.predict(X).shape()).isEqualTo(Shape.of(40, 3));
        model.add(Layers.dense(5));
        assertThat(model.predict(X).shape()).isEqualTo(Shape.of(40, 5));
    }

    @Test
    void predictsInBatchesWhatItPredictsAtOnce() {
        Model model = classifier();
        assertThat(model.predict(X, f -> f.batchSize(7).verbose(0)).toFloatArray())
                .containsExactly(
                        model.predict(X, f -> f.batchSize(40).verbose(0)).toFloatArray(), within());
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(1e-6f);
    }

    /** As a user would write it in a cell. */
    static class Scale extends Layer {
        Variable k;

        @Override
        public void build(Shape in) {
            k = addWeight("k", Shape.of(in.last()), "ones");
        }

        @Override
        public Tensor call(Tensor x) {
            return x.mul(k);
        }
    }

    /** A layer made of others. */
    static class Block extends Layer {
        private final List<Dense> towers = List.of(Layers.dense(4), Layers.dense(4));
        private final Scale scale = new Scale();

        @Override
        public Tensor call(Tensor x) {
            addLoss(x.square().mean().mul(0.01));
            return scale.apply(towers.get(0).apply(x).add(towers.get(1).apply(x)));
        }
    }

    @Test
    void layersOfOnesOwnAreTrainedWithTheirParts() {
        Block block = new Block();
        Model model = Models.sequential(Layers.input(6), block, Layers.dense(1));
        assertThat(block.weights()).hasSize(5);
        assertThat(block.weights().get(4).path()).isEqualTo("sequential/block/scale/k");
        List<Tensor> before = block.getWeights();
        model.compile(c -> c.optimizer("sgd")
                .loss((yTrue, yPred) -> yTrue.sub(yPred).square().mean()));
        double loss = model.fit(X, Y, f -> f.epochs(2).verbose(0)).get("loss").get(1);
        assertThat(loss).isPositive();
        for (int i = 0; i < before.size(); i++) {
            assertThat(block.getWeights().get(i).toFloatArray())
                    .isNotEqualTo(before.get(i).toFloatArray());
        }
    }

    @Test
    void layersOfOnesOwnComeBackFromConfigs() {
        Model model = Models.sequential(Layers.input(6), new Scale(), Layers.dense(1));
        assertThatThrownBy(() -> Models.cloneModel(model))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("registerCustomObject");
        CustomObjects.register(Scale.class);
        assertThat(Models.cloneModel(model).layers().get(0)).isInstanceOf(Scale.class);
    }

    /** A model with its own computation and its own step. */
    static class Doubling extends Model {
        private final Dense hidden = Layers.dense(4);
        private final Dense out = Layers.dense(1);

        @Override
        public Tensor call(Tensor x) {
            return out.apply(hidden.apply(x).relu());
        }

        @Override
        protected Map<String, Tensor> trainStep(Batch batch) {
            Tensor loss = applyAll(batch.x())
                    .get(0)
                    .sub(batch.y().get(0))
                    .square()
                    .mean()
                    .mul(2);
            applyGradients(gradients(loss, trainableWeights()), trainableWeights());
            trackLoss(loss, batch);
            return Map.of("double_loss", loss);
        }
    }

    @Test
    void aTrainingStepOfOnesOwnIsCompiled() {
        Model model = new Doubling();
        model.compile("sgd", "mse");
        History history = model.fit(X, Y, f -> f.batchSize(40).epochs(3).verbose(0));
        assertThat(history.get("double_loss")).hasSize(3);
        assertThat(history.get("loss").get(2)).isLessThan(history.get("loss").get(0));
        assertThat(model.weights()).hasSize(4);
        assertThat(model.summaryText()).contains("dense (Dense)", "(None, 4)", "Total params: 33");
    }

    @Test
    void severalInputsAndOutputs() {
        Tensor a = Layers.input(6);
        Tensor b = Layers.input(6);
        Dense shared = Layers.dense(4).name("shared");
        Tensor joined = Layers.concatenate().apply(shared.apply(a), shared.apply(b));
        Model model = Models.model(
                List.of(a, b),
                List.of(
                        Layers.dense(1).name("first").apply(joined),
                        Layers.dense(2).name("second").apply(joined)));
        model.compile(c -> c.optimizer("adam")
                .loss(Map.of("first", "mse", "second", "mae"))
                .lossWeights(Map.of("first", 1.0, "second", 0.5))
                .metrics(Map.of("first", "mae")));
        History history = model.fit(
                List.of(X, X.mul(2)),
                List.of(Y, Tensors.concat(1, Y, Y)),
                f -> f.epochs(2).verbose(0));
        assertThat(history.history()).containsOnlyKeys("loss", "first_loss", "second_loss", "first_mae");
        List<Tensor> outputs = model.predict(List.of(X, X));
        assertThat(outputs.get(1).shape()).isEqualTo(Shape.of(40, 2));
        model.compile(c -> c.loss(Map.of("frist", "mse")));
        assertThatThrownBy(() -> model.fit(List.of(X, X), List.of(Y, Y), f -> {}))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Did you mean \"first\"?");
    }

    @Test
    void aLayerOfAnInnerModelIsPointedAt() {
        Tensor a = Layers.input(6);
        Sequential inner = new Sequential(Layers.input(6), Layers.dense(2).name("features"));
        inner.setName("base");
        Model model = Models.model(a, Layers.dense(1).apply(inner.apply(a)));
        assertThatThrownBy(() -> model.getLayer("features"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("itself has no layer \"features\"; its inner model \"base\" has.")
                .hasMessageContaining("((Model) model.getLayer(\"base\")).getLayer(\"features\")");
        assertThat(((Model) model.getLayer("base")).getLayer("features")).isSameAs(inner.getLayer(0));
    }

    @Test
    void missingTargetsAreNamed() {
        Tensor a = Layers.input(6);
        Model model = Models.model(
                a,
                List.of(
                        Layers.dense(1).name("first").apply(a),
                        Layers.dense(1).name("second").apply(a)));
        model.compile("sgd", "mse");
        model.fit(X, List.of(Y, Y), f -> f.verbose(0));
        assertThatThrownBy(() -> model.fit(List.of(X), List.of(Y), f -> f.verbose(0)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("for the loss \"mean_squared_error\" of output \"second\"")
                .hasMessageContaining("Received 1 for the outputs first, second.");
    }

    @Test
    void aRecurrentLayerAfterAnotherAsksForItsSteps() {
        assertThatThrownBy(() -> Layers.lstm(2).apply(Layers.lstm(3).apply(Layers.input(5, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a recurrent layer before it needs returnSequences(true)");
    }

    @Test
    void tensorOperationsBetweenLayersRun() {
        Tensor a = Layers.input(6);
        Model model = Models.model(a, Layers.dense(2).apply(a.mul(2).tanh()));
        assertThat(model.predict(X).shape()).isEqualTo(Shape.of(40, 2));
    }

    @Test
    void freezingKeepsWeights() {
        Model model = classifier();
        Layer first = model.getLayer("dense");
        first.setTrainable(false);
        model.compile("sgd", "mse");
        List<Tensor> before = first.getWeights();
        model.fit(X, Y, f -> f.verbose(0));
        assertThat(first.getWeights().get(0).toFloatArray())
                .isEqualTo(before.get(0).toFloatArray());
        assertThat(model.trainableWeights()).hasSize(2);
    }

    @Test
    void callbacksSeeEveryEpochAndCanStop() {
        List<String> events = new ArrayList<>();
        Callback callback = new Callback() {
            @Override
            public void onEpochEnd(int epoch, Map<String, Double> logs) {
                events.add("epoch " + epoch + " " + logs.keySet());
                if (epoch == 1) {
                    model().stopTraining();
                }
            }

            @Override
            public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
                events.add("batch " + batch);
            }
        };
        Model model = classifier();
        model.compile("sgd", "mse");
        model.fit(
                X,
                Y,
                f -> f.batchSize(20).epochs(5).validationSplit(0.5).verbose(0).callbacks(callback));
        assertThat(events)
                .containsExactly("batch 0", "epoch 0 [loss, val_loss]", "batch 0", "epoch 1 [loss, val_loss]");
    }

    @Test
    void singleBatches() {
        Model model = classifier();
        model.compile("sgd", "mse", "mae");
        assertThat(model.trainOnBatch(X, Y)).containsOnlyKeys("loss", "mae");
        model.resetMetrics();
        assertThat(model.testOnBatch(X, Y)).containsOnlyKeys("loss", "mae");
        assertThat(model.predictOnBatch(X).shape()).isEqualTo(Shape.of(40, 1));
    }

    // ---- errors that a student understands ----

    @Test
    void fitBeforeCompile() {
        assertThatThrownBy(() -> classifier().fit(X, Y))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("not compiled")
                .hasMessageContaining("model.compile(");
    }

    @Test
    void differentNumbersOfSamples() {
        Model model = classifier();
        model.compile("sgd", "mse");
        assertThatThrownBy(() -> model.fit(X, Y.slice(0, 30)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("Expected 40")
                .hasMessageContaining("(30, 1)");
    }

    @Test
    void wrongFeatures() {
        assertThatThrownBy(() -> classifier().predict(Tensors.zeros(2, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("\"sequential\"")
                .hasMessageContaining("(None, 6)")
                .hasMessageContaining("(2, 5)");
        Dense dense = Layers.dense(3).name("hidden");
        dense.apply(X);
        assertThatThrownBy(() -> dense.apply(Tensors.zeros(2, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("last axis is 6")
                .hasMessageContaining("(2, 5)");
        assertThatThrownBy(() -> Layers.conv2d(4, 3).apply(Tensors.zeros(2, 28, 28)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("Layer \"conv2d\" (Conv2D)")
                .hasMessageContaining("(None, 28, 28)");
    }

    @Test
    void targetsThatDoNotFitTheLoss() {
        Model model = Models.sequential(Layers.input(6), Layers.dense(3).activation("softmax"));
        model.compile("sgd", "categorical_crossentropy");
        assertThatThrownBy(() -> model.fit(X, Tensors.zeros(40, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(32, 5)")
                .hasMessageContaining("(32, 3)");
    }

    @Test
    void dataThatAreNoNumbers() {
        float[] values = X.toFloatArray();
        values[6 * 17 + 2] = Float.NaN;
        Model model = classifier();
        model.compile("sgd", "mse");
        assertThatThrownBy(() -> model.fit(Tensors.of(values, 40, 6), Y, f -> f.verbose(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sample 17");
    }

    @Test
    void splitsOutsideOfTheRange() {
        Model model = classifier();
        model.compile("sgd", "mse");
        for (double split : new double[] {-0.1, 1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> model.fit(X, Y, f -> f.validationSplit(split)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("0 to below 1");
        }
        assertThat(model.fit(X, Y, f -> f.validationSplit(0.8).verbose(0)).history())
                .containsKey("val_loss");
    }

    @Test
    void unknownNames() {
        assertThatThrownBy(() -> Layers.dense(3).activation("relus"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Did you mean \"relu\"?");
        assertThatThrownBy(() -> classifier().compile("adm", "mse"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("Did you mean \"adam\"?");
        assertThatThrownBy(() -> classifier().getLayer("dense_9"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith("Unknown layer \"dense_9\". Did you mean \"dense_");
    }

    @Test
    void optionsAfterBuilding() {
        Dense dense = Layers.dense(3);
        dense.apply(X);
        assertThatThrownBy(() -> dense.activation("relu"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("built");
    }

    @Test
    void twoLayersOfOneName() {
        assertThatThrownBy(() -> Models.sequential(
                        Layers.input(6),
                        Layers.dense(3).name("a"),
                        Layers.dense(3).name("a")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("\"a\"");
    }

    @Test
    void weightsOfSamplesInSingleBatches() {
        Model model = classifier();
        model.compile(c -> c.optimizer(new SGD(0)).loss("mse"));
        double plain = model.testOnBatch(X, Y).get("loss");
        model.resetMetrics();
        Tensor twice = Tensors.ones(40).mul(2);
        assertThat(model.testOnBatch(List.of(X), List.of(Y), f -> f.sampleWeight(twice))
                        .get("loss"))
                .isCloseTo(2 * plain, org.assertj.core.data.Offset.offset(1e-5));
        model.resetMetrics();
        assertThat(model.trainOnBatch(List.of(X), List.of(Y), f -> f.classWeight(Map.of(0, 0.0, 1, 0.0)))
                        .get("loss"))
                .isZero();
    }

    @Test
    void shapesThatDoNotFitAreToldAsTheUserSeesThem() {
        assertThatThrownBy(() -> Models.sequential(Layers.input(4), Layers.reshape(3, 2)))
                .hasMessageContaining("a sample of shape (4,) has 4 elements")
                .hasMessageContaining("Received (3, 2), which has 6");
        assertThatThrownBy(() -> Models.sequential(Layers.input(4), Layers.reshape(3, -1)))
                .hasMessageContaining("a multiple of 3");
        Model model = Models.sequential(Layers.input(4), Layers.dense(1));
        assertThatThrownBy(() -> model.predict(Tensors.ones(4))).hasMessageContaining("x.expandDims(0)");
        assertThatThrownBy(() -> Layers.embedding(-1, 3)).hasMessageContaining("Received -1 and 3");
        assertThatThrownBy(() -> org.triceras.keras.util.Categorical.toCategorical(Tensors.of(new int[] {0, -1})))
                .hasMessageContaining("Received -1 at position 1. Class numbers count from 0");
        assertThatThrownBy(() ->
                        org.triceras.keras.util.Categorical.toCategorical(Tensors.of(new float[] {1, Float.NaN}), 2))
                .hasMessageContaining("Received NaN at position 1");
        Model words = Models.sequential(Layers.input(2), Layers.embedding(5, 2));
        assertThatThrownBy(() -> words.predict(Tensors.of(new int[] {1, 9}, 1, 2)))
                .hasMessageContaining("index 9")
                .hasMessageContaining("inputDim");
    }

    @Test
    void anOutputWithoutALossHasNoEntryAndMetricsPerClassAreAveraged() {
        Tensor input = Layers.input(3);
        Tensor first = new Dense(2).activation("sigmoid").name("first").apply(input);
        Tensor second = new Dense(1).name("second").apply(input);
        Model model = new Functional(List.of(input), List.of(first, second));
        List<Object> losses = new java.util.ArrayList<>();
        losses.add("mse");
        losses.add(null);
        List<Object> metrics = new java.util.ArrayList<>();
        metrics.add(new org.triceras.keras.metrics.F1Score());
        metrics.add(null);
        model.compile(c -> c.optimizer("sgd").loss(losses).metrics(metrics));
        Tensor x = Tensors.of(new float[] {1, 2, 3, -1, 0, 1, 2, -2, 1, 0, 1, 0}, 4, 3);
        Tensor y = Tensors.of(new float[] {1, 0, 0, 1, 1, 1, 0, 0}, 4, 2);
        Map<String, Double> logs = model.evaluate(List.of(x), List.of(y, Tensors.ones(4, 1)), f -> f.verbose(0));
        assertThat(logs).containsOnlyKeys("loss", "first_f1_score");
        org.triceras.keras.metrics.F1Score score = new org.triceras.keras.metrics.F1Score();
        score.updateState(y, model.predict(List.of(x)).get(0), null);
        assertThat(logs.get("first_f1_score"))
                .isCloseTo(score.result().mean().item(), org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void mixedPrecisionPoliciesAreKeptAndComputedInFloat32() {
        Dense dense = new Dense(2);
        dense.setDtype("mixed_bfloat16");
        assertThat(dense.apply(Tensors.ones(1, 3)).dtype().id()).isEqualTo("float32");
        Map<String, Object> serialized = org.triceras.keras.layers.LayerRegistry.serialize(dense);
        assertThat(serialized.toString()).contains("name=mixed_bfloat16");
        assertThat(org.triceras.keras.layers.LayerRegistry.deserialize(serialized)
                        .getConfig()
                        .toString())
                .contains("name=mixed_bfloat16");
        Map<String, Object> scaled = Map.of(
                "class_name",
                "LossScaleOptimizer",
                "config",
                Map.of("inner_optimizer", Map.of("class_name", "SGD", "config", Map.of("learning_rate", 0.25))));
        assertThat(org.triceras.keras.optimizers.Optimizers.get(scaled).learningRate())
                .isEqualTo(0.25);
    }

    @Test
    void stepsCutDataShort() {
        Model model = classifier();
        model.compile("sgd", "mse");
        assertThat(model.predict(X, f -> f.batchSize(8).steps(2).verbose(0)).shape())
                .isEqualTo(Shape.of(16, 1));
        double some =
                model.evaluate(X, Y, f -> f.batchSize(8).steps(2).verbose(0)).get("loss");
        double same = model.evaluate(
                        X.slice(0, 16), Y.slice(0, 16), f -> f.batchSize(8).verbose(0))
                .get("loss");
        assertThat(some).isEqualTo(same);
        int[] batches = new int[1];
        Callback counts = new Callback() {
            @Override
            public void onTestBatchEnd(int batch, Map<String, Double> logs) {
                batches[0]++;
            }
        };
        model.fit(
                X,
                Y,
                f -> f.batchSize(8)
                        .validationData(X, Y)
                        .validationSteps(3)
                        .verbose(0)
                        .callbacks(counts));
        assertThat(batches[0]).isEqualTo(3);
    }
}
