package org.triceras.keras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.models.History;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;
import org.triceras.keras.optimizers.SGD;

/** Callbacks within real training. */
class CallbacksInFitTest {
    private final Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 8, 1);
    private final Tensor y = x.mul(2);

    private static Model model(double rate) {
        Model model = Models.sequential(new Dense(1));
        model.compile(c -> c.optimizer(new SGD(rate)).loss("mse"));
        return model;
    }

    private History fit(Model model, int epochs, Callback... callbacks) {
        return model.fit(x, y, f -> f.epochs(epochs).batchSize(4).verbose(0).callbacks(callbacks));
    }

    @Test
    void lambdasSeeEpochsAndBatches() {
        List<String> seen = new ArrayList<>();
        fit(
                model(0.001),
                2,
                Callbacks.lambdaCallback()
                        .onTrainBegin(logs -> seen.add("begin"))
                        .onTrainBatchEnd((batch, logs) -> seen.add("batch " + batch + logs.keySet()))
                        .onEpochEnd((epoch, logs) -> seen.add("epoch " + epoch))
                        .onTrainEnd(logs -> seen.add("end")));
        assertThat(seen)
                .containsExactly(
                        "begin",
                        "batch 0[loss]",
                        "batch 1[loss]",
                        "epoch 0",
                        "batch 0[loss]",
                        "batch 1[loss]",
                        "epoch 1",
                        "end");
    }

    @Test
    void changedRatesTakeEffectAndAreLogged() {
        Model model = model(0.01);
        List<Tensor> after = new ArrayList<>();
        History history = fit(
                model,
                3,
                Callbacks.learningRateScheduler((epoch, rate) -> epoch == 0 ? rate : 0),
                Callbacks.lambdaCallback()
                        .onEpochEnd(
                                (epoch, logs) -> after.add(model.getWeights().get(0))));
        assertThat(history.get("learning_rate").get(0)).isCloseTo(0.01, offset(1e-8));
        assertThat(history.get("learning_rate").get(2)).isZero();
        assertThat(after.get(1).get(0, 0)).isEqualTo(after.get(0).get(0, 0));
    }

    @Test
    void nanEndsTraining() {
        History history = fit(model(1e20), 50, Callbacks.terminateOnNaN());
        assertThat(history.epoch().size()).isLessThan(10);
        assertThatThrownBy(() -> fit(model(1e20), 50, Callbacks.terminateOnNaN().raiseError(true)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("smaller learning rate");
    }

    @Test
    void csvHasALinePerEpoch(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("log.csv");
        fit(model(0.001), 2, new CSVLogger(file));
        fit(model(0.001), 1, new CSVLogger(file).append(true));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("epoch,loss,val_loss");
        assertThat(lines.get(1)).matches("0,[0-9.E-]+,NA");
        assertThat(lines.get(3)).startsWith("0,");
    }

    @Test
    void saysWhenTheDirectionCannotBeTold() {
        Callback adds = Callbacks.lambdaCallback().onEpochEnd((epoch, logs) -> logs.put("odd", 1.0));
        assertThatThrownBy(() -> fit(model(0.001), 2, adds, new EarlyStopping("odd")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("mode(\"max\")");
    }

    @Test
    void checkpointsNeedAFittingPath() {
        assertThatThrownBy(() -> fit(model(0.001), 1, Callbacks.modelCheckpoint("weights.txt")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining(".keras");
    }
}
