package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.callbacks.BackupAndRestore;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.layers.ReversibleEmbedding;
import org.triceras.keras.models.History;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Models of the less common layers as Keras writes them, and training that goes on from a file. */
class LayerFilesTest {
    @TempDir
    Path folder;

    static List<Fixture> zoos() {
        return Fixture.zoos();
    }

    @ParameterizedTest
    @MethodSource("zoos")
    void loadsKerasModelsAndWritesThemBack(Fixture fixture) {
        for (String file : List.of("model.keras", "model.h5")) {
            Model model = ModelFilesTest.load(fixture.file(file));
            ModelFilesTest.assertPredicts(model, fixture);
            ModelFilesTest.assertOptimizer(model, fixture);
            model.save(folder.resolve(file));
            Model again = ModelFilesTest.load(folder.resolve(file));
            ModelFilesTest.assertPredicts(again, fixture);
            ModelFilesTest.assertOptimizer(again, fixture);
        }
    }

    /** Real Keras writes such legacy files but cannot read them: it takes the last of the axes alone. */
    @ParameterizedTest
    @ValueSource(strings = {"m.h5", "m.keras", "m.weights.h5"})
    void normalizationOverSeveralAxes(String name) {
        for (int[] axis : new int[][] {{1, 2}, {-1, 1}, {-1}}) {
            Model model = Models.sequential(
                    Layers.input(3, 4), Layers.layerNormalization().axis(axis));
            model.setWeights(model.getWeights().stream()
                    .map(w -> Tensors.arange(w.size()).cast("float32").reshape(w.shape()))
                    .toList());
            Tensor x = Tensors.arange(24).cast("float32").sqrt().reshape(2, 3, 4);
            Path file = folder.resolve(name);
            Model back;
            if (name.contains("weights")) {
                model.saveWeights(file);
                back = Models.cloneModel(model);
                back.loadWeights(file);
            } else {
                model.save(file);
                back = Models.loadModel(file);
            }
            assertThat(back.predict(x).toFloatArray())
                    .isEqualTo(model.predict(x).toFloatArray());
        }
    }

    @Test
    void embeddingsThatAreUsedInBothDirections() {
        Tensor tokens = Layers.input("int32", 4);
        ReversibleEmbedding words =
                Layers.reversibleEmbedding(7, 3).maskZero(true).logitSoftCap(2).tieWeights(false);
        Tensor hidden = Layers.dense(3).apply(words.apply(tokens));
        Model model = Models.model(tokens, words.reverse(hidden));
        Tensor x = Tensors.of(new int[][] {{1, 2, 3, 0}, {6, 5, 0, 0}});
        assertThat(model.predict(x).shape()).isEqualTo(Shape.of(2, 4, 7));
        for (String name : List.of("m.keras", "m.h5")) {
            model.save(folder.resolve(name));
            assertThat(Models.loadModel(folder.resolve(name)).predict(x).toFloatArray())
                    .isEqualTo(model.predict(x).toFloatArray());
        }
        assertThatThrownBy(() -> words.reverse(Tensors.zeros(2, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("vectors of length 3");
    }

    private static Model model() {
        Model model = Models.sequential(Layers.input(2), Layers.dense(3).activation("tanh"), Layers.dense(1));
        model.compile("adam", "mse");
        return model;
    }

    @Test
    void trainingGoesOnWhereItWasInterrupted() {
        Tensor x = Tensors.of(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 9}});
        Tensor y = x.sum(1).expandDims(-1);
        Path backup = folder.resolve("backup");
        Model whole = model();
        List<Tensor> first = whole.getWeights();
        Model interrupted = model();
        interrupted.setWeights(first);
        Model resumed = model();
        History all = whole.fit(x, y, f -> f.epochs(5).shuffle(false).verbose(0));
        Callback fails = new Callback() {
            @Override
            public void onEpochBegin(int epoch, Map<String, Double> logs) {
                if (epoch == 3) {
                    throw new IllegalStateException("power failure");
                }
            }
        };
        assertThatThrownBy(() -> interrupted.fit(
                        x,
                        y,
                        f -> f.epochs(5).shuffle(false).verbose(0).callbacks(new BackupAndRestore(backup), fails)))
                .hasMessageContaining("power failure");
        List<Integer> epochs = new ArrayList<>();
        Callback counts = new Callback() {
            @Override
            public void onEpochBegin(int epoch, Map<String, Double> logs) {
                epochs.add(epoch);
            }
        };
        History rest = resumed.fit(
                x, y, f -> f.epochs(5).shuffle(false).verbose(0).callbacks(new BackupAndRestore(backup), counts));
        assertThat(epochs).containsExactly(3, 4);
        assertThat(rest.get("loss")).isEqualTo(all.get("loss").subList(3, 5));
        assertThat(Files.exists(backup.resolve("latest.weights.h5"))).isFalse();
    }
}
