package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.optimizers.SGD;
import org.triceras.keras.util.Names;
import org.triceras.keras.util.Rng;

/** What training keeps from call to call, and what it does not. */
class TrainingStateTest {
    private static final Tensor X = Tensors.ones(8, 4);
    private static final Tensor Y = Tensors.ones(8, 2);

    @BeforeEach
    void reset() {
        Names.reset();
        Rng.setRandomSeed(11);
    }

    private static float[] kernel(Model model) {
        return model.layers().get(0).weights().get(0).value().toFloatArray();
    }

    private static boolean fitMoves(Model model, int batchSize) {
        float[] before = kernel(model);
        model.fit(X, Y, f -> f.batchSize(batchSize).verbose(0));
        return !Arrays.equals(before, kernel(model));
    }

    @Test
    void singleBatchesAreMeasuredAlone() {
        Model model = Models.sequential(Layers.input(4), Layers.dense(2).kernelInitializer("zeros"));
        model.compile(new SGD(0.0), "mse", "mae");
        model.fit(X, Y.mul(7), f -> f.verbose(0));
        assertThat(model.trainOnBatch(X, Y).get("loss")).isCloseTo(1, within(1e-6));
        assertThat(model.trainOnBatch(X, Y.mul(3)).get("loss")).isCloseTo(9, within(1e-6));
        assertThat(model.trainOnBatch(X, Y.mul(3)).get("mae")).isCloseTo(3, within(1e-6));
        assertThat(model.testOnBatch(X, Y.mul(0)).get("loss")).isCloseTo(0, within(1e-6));
    }

    @Test
    void freezingCountsFromTheNextCompileOn() {
        Model model = Models.sequential(Layers.input(4), Layers.dense(3), Layers.dense(2));
        model.compile(new SGD(0.1), "mse");
        assertThat(fitMoves(model, 8)).isTrue();
        model.layers().get(0).setTrainable(false);
        assertThat(fitMoves(model, 8)).as("batches as before").isTrue();
        assertThat(fitMoves(model, 5)).as("other batches").isTrue();
        model.compile(new SGD(0.1), "mse");
        assertThat(fitMoves(model, 8)).as("compiled again").isFalse();
        model.layers().get(0).setTrainable(true);
        assertThat(fitMoves(model, 3)).as("unfrozen, not compiled").isFalse();
        model.compile(new SGD(0.1), "mse");
        assertThat(fitMoves(model, 3)).as("unfrozen and compiled").isTrue();
    }

    @Test
    void layersThatAreAddedAreTrained() {
        Sequential model = Models.sequential(Layers.input(4), Layers.dense(2));
        model.compile(new SGD(0.1), "mse");
        model.fit(X, Y, f -> f.verbose(0));
        model.add(Layers.dense(2));
        model.compile(new SGD(0.1), "mse");
        float[] before = model.weights().get(2).value().toFloatArray();
        model.fit(X, Y, f -> f.verbose(0));
        assertThat(model.weights().get(2).value().toFloatArray()).isNotEqualTo(before);
    }
}
