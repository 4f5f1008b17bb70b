package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.callbacks.BackupAndRestore;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.callbacks.LambdaCallback;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.optimizers.SGD;
import org.triceras.keras.util.Interruption;

class InterruptTest {
    private final Tensor x = Tensors.ones(40, 3);
    private final Tensor y = Tensors.ones(40, 1);
    private final List<String> seen = new ArrayList<>();
    private final Callback ends = new LambdaCallback().onTrainEnd(logs -> seen.add("end " + logs.keySet()));

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private static Sequential model() {
        Sequential model = Models.sequential(Layers.input(3), Layers.dense(1));
        model.compile(c -> c.optimizer("sgd").loss("mse"));
        return model;
    }

    private static Callback interruptAt(int epoch, int batch) {
        int[] now = new int[1];
        return new LambdaCallback()
                .onEpochBegin((number, logs) -> now[0] = number)
                .onTrainBatchEnd((number, logs) -> {
                    if (now[0] == epoch && number == batch) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private CancellationException interrupted(Model model, int verbose, Callback... callbacks) {
        return catchThrowableOfType(
                CancellationException.class,
                () -> model.fit(
                        x, y, f -> f.batchSize(10).epochs(5).verbose(verbose).callbacks(callbacks)));
    }

    @Test
    void whatWasLearntAndTheEpochsDoneAreKept() {
        Sequential model = model();
        Tensor before = model.getWeights().get(0);
        CancellationException report = interrupted(model, 0, interruptAt(2, 1), ends);
        assertThat(report)
                .hasMessage("fit was interrupted in epoch 3 of 5, after step 2 of 4. The model keeps what it has"
                        + " learnt; model.history() has the 2 epochs done before.");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(seen).containsExactly("end [loss]");
        assertThat(model.history().epoch()).containsExactly(0, 1);
        assertThat(model.history().get("loss")).hasSize(2);
        assertThat(model.getWeights().get(0).toFloatArray()).isNotEqualTo(before.toFloatArray());

        // The session goes on from there.
        History more = model.fit(x, y, f -> f.initialEpoch(2).epochs(5).verbose(0));
        assertThat(more.epoch()).containsExactly(2, 3, 4);
        assertThat(model.history()).isSameAs(more);
    }

    @Test
    void averagedWeightsBecomeTheModels() {
        Sequential model = model();
        model.compile(c -> c.optimizer(new SGD(0.1).useEma(0.5, null)).loss("mse"));
        List<float[]> atEnd = new ArrayList<>();
        List<float[]> inStep = new ArrayList<>();
        Callback watch = new LambdaCallback()
                .onTrainBatchEnd((batch, logs) -> {
                    inStep.clear();
                    inStep.add(model.getWeights().get(0).toFloatArray());
                })
                .onTrainEnd(logs -> atEnd.add(model.getWeights().get(0).toFloatArray()));
        interrupted(model, 0, interruptAt(0, 2), watch);
        assertThat(atEnd.get(0)).isNotEqualTo(inStep.get(0));
        assertThat(model.getWeights().get(0).toFloatArray()).isEqualTo(atEnd.get(0));
    }

    @Test
    void aCallbackThatIsInterruptedEndsTheRunToo() {
        Sequential model = model();
        Callback sleeps = new LambdaCallback().onEpochEnd((epoch, logs) -> {
            throw new IllegalStateException("gave up", new InterruptedException());
        });
        CancellationException report = interrupted(model, 0, sleeps, ends);
        assertThat(report)
                .hasMessageStartingWith("fit was interrupted in epoch 1 of 5")
                .hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(seen).containsExactly("end []");
        assertThat(model.history().epoch()).isEmpty();
    }

    @Test
    void oneCallbackThatFailsDoesNotKeepTheOthersFromTheirEnd() {
        Callback fails = new LambdaCallback().onTrainEnd(logs -> {
            throw new IllegalStateException("no space");
        });
        CancellationException report = interrupted(model(), 0, fails, interruptAt(0, 0), ends);
        assertThat(report.getSuppressed()).hasSize(1);
        assertThat(seen).containsExactly("end []");
    }

    @Test
    void otherFailuresStayWhatTheyAre() {
        Callback fails = new LambdaCallback().onEpochEnd((epoch, logs) -> {
            throw new IllegalStateException("mine");
        });
        Sequential model = model();
        assertThatThrownBy(() -> model.fit(x, y, f -> f.verbose(0).callbacks(fails, ends)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
        assertThat(seen).isEmpty();
        assertThat(Interruption.isAttentive(Thread.currentThread())).isFalse();
    }

    @Test
    void theProgressBarsLineIsEnded() {
        List<String> lines = new ArrayList<>();
        DisplaySink before = Display.use(new DisplaySink() {
            @Override
            public void show(MimeBundle bundle, String id) {
                lines.add(bundle.get(MimeBundle.TEXT));
            }

            @Override
            public void update(MimeBundle bundle, String id) {
                lines.add(bundle.get(MimeBundle.TEXT));
            }

            @Override
            public boolean isRich() {
                return true;
            }
        });
        try {
            interrupted(model(), 1, interruptAt(0, 2));
        } finally {
            Display.use(before);
        }
        assertThat(lines.get(0)).isEqualTo("Epoch 1/5");
        assertThat(lines.get(lines.size() - 1)).matches("(?s)Epoch 1/5\n\\d/4 .*\n");
    }

    @Test
    void backupsStayForTheNextRun(@TempDir Path folder) throws Exception {
        Path metadata = folder.resolve("training_metadata.json");
        BackupAndRestore backup = new BackupAndRestore(folder);
        Files.writeString(metadata, "{\"epoch\": 1, \"batch\": 0}");
        backup.onTrainInterrupted(Map.of());
        assertThat(metadata).exists();
        backup.onTrainEnd(Map.of());
        assertThat(metadata).doesNotExist();
    }

    @Test
    void evaluateAndPredictEndToo() {
        Sequential model = model();
        model.fit(x, y, f -> f.verbose(0));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> model.evaluate(x, y, f -> f.batchSize(10).verbose(0)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("evaluate was interrupted after step 0 of 4.");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> model.predict(x, f -> f.batchSize(10).verbose(0)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("predict was interrupted after step 0 of 4.");
    }

    @Test
    void thereIsNoHistoryBeforeTheFirstFit() {
        assertThatThrownBy(() -> model().history())
                .isInstanceOf(StateException.class)
                .hasMessageContaining("has not been trained");
    }
}
