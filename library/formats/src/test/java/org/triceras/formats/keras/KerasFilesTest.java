package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Variable;
import org.triceras.formats.hdf5.Hdf5Reader;
import org.triceras.formats.json.Json;
import org.triceras.keras.saving.SavedModel;

/** Files that real Keras wrote come into the variables, and files of our own come back. */
class KerasFilesTest {
    private final KerasFormat format = new KerasFormat();

    @TempDir
    Path folder;

    static List<Fixture> models() {
        return Fixture.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void readsKerasWeights(Fixture fixture) {
        for (String file : List.of(
                "model.weights.h5",
                "model.keras",
                "legacy_weights.h5",
                "model.h5",
                "legacy_weights_keras2_layout.h5")) {
            if (Files.exists(fixture.file(file))) {
                FixtureModel model = fresh(fixture);
                format.loadWeights(model, fixture.file(file), false, false);
                assertWeights(model, fixture);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void readsLegacyWeightsByName(Fixture fixture) {
        FixtureModel model = fresh(fixture);
        format.loadWeights(model, fixture.file("legacy_weights.h5"), false, true);
        assertWeights(model, fixture);
    }

    @ParameterizedTest
    @MethodSource("models")
    void readsKerasModels(Fixture fixture) {
        for (String file : List.of("model.keras", "model.h5")) {
            SavedModel saved = format.openModel(fixture.file(file));
            FixtureModel model = FixtureModel.of(fixture, saved.config());
            saved.restore(model);
            assertWeights(model, fixture);
            assertOptimizer(model, fixture);
            assertThat(saved.config().get("compile_config"))
                    .extracting("optimizer.class_name")
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void readsItsOwnFiles(Fixture fixture) {
        Map<String, Object> config =
                format.openModel(fixture.file("model.keras")).config();
        FixtureModel model = fresh(fixture);
        format.openModel(fixture.file("model.keras")).restore(model);
        format.saveModel(model, config, folder.resolve("m.keras"));
        format.saveModel(model, config, folder.resolve("m.h5"));
        format.saveWeights(model, folder.resolve("m.weights.h5"));
        format.saveWeights(model, folder.resolve("legacy.h5"));
        for (String file : List.of("m.keras", "m.h5", "m.weights.h5", "legacy.h5")) {
            FixtureModel back = fresh(fixture);
            format.loadWeights(back, folder.resolve(file), false, false);
            assertWeights(back, fixture);
        }
        for (String file : List.of("m.keras", "m.h5")) {
            SavedModel saved = format.openModel(folder.resolve(file));
            FixtureModel back = FixtureModel.of(fixture, saved.config());
            saved.restore(back);
            assertWeights(back, fixture);
            assertOptimizer(back, fixture);
        }
        assertThat(format.openModel(folder.resolve("m.keras")).config()).isEqualTo(config);
    }

    /** The legacy config that we derive from the full one is the one that Keras wrote. */
    @ParameterizedTest
    @MethodSource("models")
    void translatesConfigsAsKerasDoes(Fixture fixture) {
        Map<String, Object> full = format.openModel(fixture.file("model.keras")).config();
        Map<String, Object> attributes =
                Hdf5Reader.read(fixture.file("model.h5")).attributes();
        assertThat(withoutSharedIds(LegacyConfig.model(full)))
                .isEqualTo(withoutSharedIds(Json.read((String) attributes.get("model_config"))));
        // Except for losses' short names, which Keras writes but does not read back.
        String training = ((String) attributes.get("training_config")).replace("\"mse\"", "\"mean_squared_error\"");
        assertThat(Json.write(LegacyConfig.training(full)).replace("\"mse\"", "\"mean_squared_error\""))
                .isEqualTo(Json.write(Json.read(training)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void configsSurviveYamlAndJson(Fixture fixture) {
        Map<String, Object> config = format.fromJson(fixture.text("model.json"));
        assertThat(format.fromYaml(format.toYaml(config))).isEqualTo(config);
        assertThat(format.fromJson(format.toJson(config))).isEqualTo(config);
        assertThat(format.fromYaml(fixture.text("model.json"))).isEqualTo(config);
    }

    static FixtureModel fresh(Fixture fixture) {
        return FixtureModel.of(fixture, Json.readMap(fixture.text("model.json")));
    }

    static void assertWeights(FixtureModel model, Fixture fixture) {
        assertValues(model.weights(), fixture.values("weights"));
    }

    static void assertOptimizer(FixtureModel model, Fixture fixture) {
        assertValues(model.parts().get("optimizer").ownVariables().stream(), fixture.values("optimizer"));
    }

    private static void assertValues(Stream<Variable> variables, List<Fixture.Value> expected) {
        List<Variable> actual = variables.toList();
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            double[] values = actual.get(i).value().toDoubleArray();
            assertThat(values).hasSameSizeAs(expected.get(i).data());
            for (int k = 0; k < values.length; k++) {
                // io.json rounds to what tells floats apart.
                assertThat(values[k]).as("%s[%d]", expected.get(i).path(), k).isEqualTo((double)
                        (float) expected.get(i).data()[k]);
            }
        }
    }

    static Object withoutSharedIds(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                if (!key.equals("shared_object_id")) {
                    copy.put(key, withoutSharedIds(value));
                }
            });
            return copy;
        } else if (tree instanceof List<?> list) {
            return list.stream().map(KerasFilesTest::withoutSharedIds).collect(Collectors.toCollection(ArrayList::new));
        }
        return tree;
    }
}
