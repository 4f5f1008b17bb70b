package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.formats.hdf5.Hdf5Reader;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.ModelConfigs;
import org.triceras.keras.models.Sequential;
import org.triceras.keras.saving.CustomObjects;
import org.triceras.keras.saving.ModelFormat;
import org.triceras.keras.saving.SavedModel;

/** Real Keras's files become models that predict as Keras does, and our files of those models come back the same. */
class ModelFilesTest {
    private static final double TOLERANCE = 1e-5;

    @TempDir
    Path folder;

    static List<Fixture> models() {
        return Fixture.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void loadsKerasModels(Fixture fixture) {
        for (String file : List.of("model.keras", "model.h5")) {
            Model model = load(fixture.file(file));
            assertPredicts(model, fixture);
            assertOptimizer(model, fixture);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void loadsKerasConfigsAndWeights(Fixture fixture) {
        for (String file : List.of(
                "model.weights.h5",
                "legacy_weights.h5",
                "legacy_weights_keras2_layout.h5",
                "model.keras",
                "model.h5")) {
            if (Files.exists(fixture.file(file))) {
                Model model = ModelConfigs.fromConfig(ModelFormat.get().fromJson(fixture.text("model.json")));
                model.loadWeights(fixture.file(file));
                assertPredicts(model, fixture);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void savesAndLoadsModels(Fixture fixture) {
        Model model = load(fixture.file("model.keras"));
        for (String file : List.of("m.keras", "m.h5")) {
            model.save(folder.resolve(file));
            Model back = load(folder.resolve(file));
            assertPredicts(back, fixture);
            assertOptimizer(back, fixture);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void savesAndLoadsConfigsAndWeights(Fixture fixture) {
        Model model = load(fixture.file("model.keras"));
        for (String file : List.of("m.weights.h5", "m.h5")) {
            model.saveWeights(folder.resolve(file));
            Model fromYaml = ModelConfigs.fromConfig(ModelFormat.get().fromYaml(model.toYaml()));
            fromYaml.loadWeights(folder.resolve(file));
            assertPredicts(fromYaml, fixture);
            Model fromJson = ModelConfigs.fromConfig(ModelFormat.get().fromJson(model.toJson()));
            fromJson.loadWeights(folder.resolve(file));
            assertPredicts(fromJson, fixture);
        }
    }

    /** What Keras's config says about a model, ours says too; Keras's names of shared objects apart. */
    @ParameterizedTest
    @MethodSource("models")
    void keepsKerasConfigs(Fixture fixture) {
        Map<String, Object> keras =
                ModelFormat.get().openModel(fixture.file("model.keras")).config();
        Map<String, Object> ours =
                ModelFormat.get().fromJson(ModelConfigs.fromConfig(keras).toJson());
        assertThat(differences("", KerasFilesTest.withoutSharedIds(keras), KerasFilesTest.withoutSharedIds(ours)))
                .allMatch(ModelFilesTest::saysNothing);
    }

    /**
     * Keras registers Functional by name, gives inner models an empty compile_config, and layers without weights may have a
     * build_config; options of BatchNormalization that only other hardware or another algorithm knows are at their defaults.
     */
    private static boolean saysNothing(String difference) {
        return difference.equals("/registered_name: Functional became null")
                || difference.endsWith("/compile_config: {} became null")
                || difference.matches(".*/build_config: .* became null")
                || difference.matches(
                        ".*/config/(renorm: false|renorm_momentum: 0.99|synchronized: false) became null");
    }

    static Model load(Path file) {
        SavedModel saved = ModelFormat.get().openModel(file);
        Model model = ModelConfigs.fromConfig(saved.config());
        model.prepareOptimizer();
        saved.restore(model);
        return model;
    }

    /** A layer as a user writes it, with a part of its own. */
    public static final class Gate extends Layer {
        private final Dense innerLayer = new Dense(3);
        private Variable scale;

        @Override
        public void build(Shape in) {
            scale = addWeight("scale", Shape.of(in.last()), "ones");
            innerLayer.ensureBuilt(List.of(in));
        }

        @Override
        public Tensor call(Tensor x) {
            return innerLayer.apply(x.mul(scale));
        }
    }

    @Test
    void savesAndLoadsLayersOfOnesOwn() {
        CustomObjects.register(Gate.class);
        Sequential model = new Sequential(new InputLayer(Shape.of(-1, 4), DType.FLOAT32), new Gate(), new Dense(2));
        model.compile("adam", "mse");
        Tensor x = Tensors.of(new float[] {1, 2, 3, 4, -1, 0, 1, 2}, 2, 4);
        model.trainOnBatch(x, Tensors.zeros(2, 2));
        double[] expected = model.predict(x).toDoubleArray();
        for (String file : List.of("own.keras", "own.h5")) {
            model.save(folder.resolve(file));
            Model back = load(folder.resolve(file));
            assertThat(back.predict(x).toDoubleArray()).containsExactly(expected);
            assertThat(back.optimizer().variables()).hasSize(2 + 2 * 5);
        }
        model.saveWeights(folder.resolve("own.weights.h5"));
        assertThat(Hdf5Reader.read(folder.resolve("own.weights.h5")).dataset("layers/gate/inner_layer/vars/0"))
                .hasToString("FLOAT32[4, 3]");
    }

    static void assertPredicts(Model model, Fixture fixture) {
        List<Tensor> outputs = model.predict(
                fixture.values("inputs").stream().map(ModelFilesTest::tensor).toList());
        List<Fixture.Value> expected = fixture.values("outputs");
        assertThat(outputs).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(outputs.get(i).shape().dims()).isEqualTo(expected.get(i).shape());
            assertThat(outputs.get(i).toDoubleArray())
                    .containsExactly(expected.get(i).data(), within(TOLERANCE));
        }
    }

    static void assertOptimizer(Model model, Fixture fixture) {
        List<Variable> variables = model.optimizer().variables();
        List<Fixture.Value> expected = fixture.values("optimizer");
        assertThat(variables).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(variables.get(i).path()).isEqualTo(expected.get(i).path());
            assertThat(variables.get(i).value().toDoubleArray())
                    .as(expected.get(i).path())
                    .containsExactly(expected.get(i).data(), within(1e-7));
        }
    }

    static Tensor tensor(Fixture.Value value) {
        return Tensors.of(value.data()).reshape(value.shape()).cast(DType.FLOAT32);
    }

    /** Paths at which two trees differ; numbers are compared by value, floats as float32. */
    private static List<String> differences(String path, Object expected, Object actual) {
        if (expected instanceof Map<?, ?> a && actual instanceof Map<?, ?> b) {
            TreeSet<String> keys = new TreeSet<>();
            a.keySet().forEach(key -> keys.add((String) key));
            b.keySet().forEach(key -> keys.add((String) key));
            return keys.stream()
                    .flatMap(key -> differences(path + "/" + key, a.get(key), b.get(key)).stream())
                    .toList();
        } else if (expected instanceof List<?> a && actual instanceof List<?> b && a.size() == b.size()) {
            return IntStream.range(0, a.size())
                    .boxed()
                    .flatMap(i -> differences(path + "/" + i, a.get(i), b.get(i)).stream())
                    .toList();
        } else if (expected instanceof Number a && actual instanceof Number b) {
            return a.floatValue() == b.floatValue() ? List.of() : List.of(path + ": " + a + " became " + b);
        }
        return Objects.equals(expected, actual) ? List.of() : List.of(path + ": " + expected + " became " + actual);
    }
}
