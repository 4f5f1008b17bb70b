package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.metrics.Mean;
import org.triceras.keras.metrics.Sum;
import org.triceras.keras.optimizers.Adam;
import org.triceras.keras.optimizers.Optimizer;
import org.triceras.keras.util.SeedGenerator;

/** Training steps, metrics and random numbers of one's own, as in Keras's examples of a VAE and a GAN. */
class OwnStepTest {
    private static final Tensor X = Tensors.of(new float[] {1, 3, 2}, 3, 1);

    /** Names figures beside the loss. */
    static class Naming extends Model {
        private final Layer out = Layers.dense(1);

        @Override
        public Tensor call(Tensor x) {
            return out.apply(x);
        }

        @Override
        protected Map<String, Tensor> trainStep(Batch batch) {
            super.trainStep(batch);
            return Map.of(
                    "most", batch.x().get(0).max(), "least", batch.x().get(0).min());
        }
    }

    @Test
    void namedFiguresOutliveAValidation() {
        Model model = new Naming();
        model.compile("sgd", "mse");
        History history = model.fit(
                X,
                X,
                f -> f.epochs(3)
                        .batchSize(2)
                        .shuffle(false)
                        .validationData(X, X)
                        .verbose(0));
        assertThat(history.history()).containsOnlyKeys("least", "loss", "most", "val_loss");
        assertThat(history.get("most")).containsExactly(2.0, 2.0, 2.0);
    }

    /** Counts what it sees. */
    static class Counting extends Layer {
        private final Sum rows = new Sum();

        Counting() {
            rows.name("rows");
        }

        @Override
        public Tensor call(Tensor x) {
            rows.update(Tensors.ones(x.shape().dim(0)));
            return x;
        }
    }

    @Test
    void metricsOfLayersStartAnewAtEachPassAndAreShown() {
        Counting counting = new Counting();
        Sequential model = new Sequential(Layers.input(1), counting, Layers.dense(1));
        model.compile("sgd", "mse", "mae");
        History history = model.fit(
                X, X, f -> f.epochs(2).batchSize(2).validationData(X, X).verbose(0));
        assertThat(history.get("rows")).containsExactly(3.0, 3.0);
        assertThat(history.get("val_rows")).containsExactly(3.0, 3.0);
        assertThat(model.evaluate(X, X, f -> f.verbose(0))).containsEntry("rows", 3.0);
        assertThat(model.trainOnBatch(X, X)).containsEntry("rows", 3.0);
        assertThat(model.metrics()).hasSize(3).contains(counting.metrics().get(0));
    }

    /** Two models that compete, without an output of their own. */
    static class Pair extends Model {
        private final Model judge;
        private final Model forger;
        private final Optimizer judgeOptimizer = new Adam(0.01);
        private final Optimizer forgerOptimizer = new Adam(0.01);
        private final SeedGenerator seeds = new SeedGenerator(5);
        private final Mean judged = new Mean("judged");
        private final Mean total = new Mean("total");

        Pair(Model judge, Model forger) {
            this.judge = judge;
            this.forger = forger;
        }

        @Override
        protected Map<String, Tensor> trainStep(Batch batch) {
            Tensor made = forger.apply(seeds.normal(batch.size(), 2));
            Tensor difference =
                    judge.apply(batch.x().get(0)).mean().sub(judge.apply(made).mean());
            judgeOptimizer.apply(gradients(difference, judge.trainableWeights()), judge.trainableWeights());
            Tensor again = judge.apply(forger.apply(seeds.normal(batch.size(), 2)))
                    .square()
                    .mean();
            forgerOptimizer.apply(gradients(again, forger.trainableWeights()), forger.trainableWeights());
            judged.update(difference);
            total.update(again);
            return Map.of("judged", judged.result());
        }
    }

    @Test
    void aModelThatOnlyTrainsItsPartsNeedsNoCall() {
        Pair pair = new Pair(
                new Sequential(Layers.input(1), Layers.dense(1)), new Sequential(Layers.input(2), Layers.dense(1)));
        pair.compile(c -> {});
        List<Tensor> before = pair.getWeights();
        History history = pair.fit(X, f -> f.epochs(2).verbose(0));
        // As in Keras, what the step names is all; its loss was never tracked, and the other metric is its own affair.
        assertThat(history.history()).containsOnlyKeys("judged");
        for (int i = 0; i < before.size(); i++) {
            // The judge's bias falls out of the difference.
            boolean same =
                    pair.getWeights().get(i).sub(before.get(i)).abs().sum().item() == 0;
            assertThat(same).isEqualTo(i == 1);
        }
        assertThat(pair.isBuilt()).isTrue();
    }

    @Test
    void withoutACallErrorsSayWhatIsMissing() {
        Model forger = new Sequential(Layers.input(2), Layers.dense(1));
        Pair unbuilt = new Pair(new Sequential(Layers.dense(1)), forger);
        unbuilt.compile(c -> {});
        assertThatThrownBy(() -> unbuilt.fit(X, f -> f.verbose(0)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("is not built")
                .hasMessageContaining("input(...)");
        Pair measured = new Pair(new Sequential(Layers.input(1), Layers.dense(1)), forger);
        measured.compile("adam", "mse");
        assertThatThrownBy(() -> measured.fit(X, X, f -> f.verbose(0)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("overrides no call, so it has no outputs for the loss");
    }

    @Test
    void trainingIsChosenForACall() {
        Sequential model = new Sequential(Layers.input(1), Layers.dropout(0.5).seed(3));
        Tensor ones = Tensors.ones(1000, 1);
        assertThat(model.apply(ones, true).eq(0).cast("float32").mean().item()).isCloseTo(0.5, within(0.1));
        assertThat(model.apply(ones, false).mean().item()).isEqualTo(1.0);
        assertThat(model.apply(ones).mean().item()).isEqualTo(1.0);
        assertThatThrownBy(() -> model.apply(Layers.input(1), false))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("setTrainable(false)");
    }

    /** Asks an inner layer with dropout for its prediction within training. */
    static class Student extends Model {
        private final Layer noisy = Layers.dropout(0.5);
        private final Layer out = Layers.dense(1);

        @Override
        public Tensor call(Tensor x) {
            return out.apply(noisy.apply(x));
        }

        @Override
        protected Map<String, Tensor> trainStep(Batch batch) {
            Tensor x = batch.x().get(0);
            return Map.of("taught", noisy.apply(x, false).sub(x).abs().max());
        }
    }

    @Test
    void aStepMayAskForInference() {
        Student student = new Student();
        student.compile("sgd", "mse");
        assertThat(student.fit(X, X, f -> f.verbose(0)).get("taught")).containsExactly(0.0);
    }

    @Test
    void generatorsDrawOtherNumbersEachTime() {
        SeedGenerator seeds = new SeedGenerator(1);
        Tensor first = seeds.normal(500, 2);
        assertThat(first.shape()).isEqualTo(Shape.of(500, 2));
        assertThat(first.mean().item()).isCloseTo(0, within(0.15));
        assertThat(seeds.normal(500, 2).eq(first).any().item()).isZero();
        assertThat(new SeedGenerator(1).normal(500, 2).eq(first).all().item()).isEqualTo(1);
        assertThat(new SeedGenerator().uniform(500).min().item()).isBetween(0.0, 0.2);
    }

    @Test
    void layersAreCountedFromTheEndToo() {
        Sequential model = new Sequential(Layers.input(1), Layers.dense(2), Layers.dense(3));
        assertThat(model.getLayer(-1)).isSameAs(model.getLayer(1));
        assertThatThrownBy(() -> model.getLayer(-3))
                .hasMessageContaining("from -2 to -1")
                .hasMessageContaining("-3");
        assertThatThrownBy(() -> model.getLayer(2)).hasMessageContaining("has 2 layers");
    }

    @Test
    void anOptimizersNameGoesWithALossObject() {
        Sequential model = new Sequential(Layers.input(1), Layers.dense(1));
        model.compile("adam", (yTrue, yPred) -> yTrue.sub(yPred).square(), "mae");
        assertThat(model.fit(X, X, f -> f.verbose(0)).history()).containsOnlyKeys("loss", "mae");
    }
}
