package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensors;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.formats.hdf5.Hdf5Reader;
import org.triceras.keras.saving.SavedModel;

/** What breaks simple HDF5 writers: many layers, long names, layers without weights, configs over 64 kB. */
class DeepModelTest {
    private final KerasFormat format = new KerasFormat();

    @TempDir
    Path folder;

    @Test
    void readsAndWritesTheDeepModelOfKeras() {
        Fixture fixture = new Fixture("deep");
        SavedModel saved = format.openModel(fixture.file("model.h5"));
        FixtureModel model = restored(fixture, saved);

        format.saveModel(model, saved.config(), folder.resolve("deep.h5"));
        SavedModel again = format.openModel(folder.resolve("deep.h5"));
        restored(fixture, again);
        assertThat(again.config()).isEqualTo(saved.config());

        Map<String, Object> keras = weights(fixture.file("model.h5")).attributes();
        Map<String, Object> ours = weights(folder.resolve("deep.h5")).attributes();
        assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(keras.keySet());
        assertThat(ours).containsKeys("layer_names0", "layer_names1").doesNotContainKey("layer_names");
        assertThat(ours.get("layer_names1")).isEqualTo(keras.get("layer_names1"));
    }

    private static FixtureModel restored(Fixture fixture, SavedModel saved) {
        FixtureModel model = FixtureModel.of(fixture, saved.config());
        saved.restore(model);
        KerasFilesTest.assertWeights(model, fixture);
        return model;
    }

    @Test
    void readsNamesThatAreNotAscii() {
        Fixture fixture = new Fixture("unicode_names");
        restored(fixture, format.openModel(fixture.file("model.h5")));
        assertThat((String[]) weights(fixture.file("model.h5")).attributes().get("layer_names"))
                .containsExactly("vào", "lớp_日本");
    }

    @Test
    void writesManyLayersInEveryForm() {
        FixtureModel model = deep(1000);
        for (int i = 0; i < 1000; i += 2) {
            layer(model, i).ownVariables().get(0).assign(Tensors.full(new Spec(Shape.of(2, 2), DType.FLOAT32), i));
        }
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("class_name", "Sequential");
        config.put("config", Map.of("name", "deep", "text", "x".repeat(300_000)));
        format.saveModel(model, config, folder.resolve("m.h5"));
        format.saveModel(model, config, folder.resolve("m.keras"));
        format.saveWeights(model, folder.resolve("m.weights.h5"));
        format.saveWeights(model, folder.resolve("l.h5"));
        for (String file : List.of("m.h5", "m.keras", "m.weights.h5", "l.h5")) {
            FixtureModel back = deep(1000);
            format.loadWeights(back, folder.resolve(file), false, false);
            for (int i = 0; i < 1000; i += 2) {
                assertThat(layer(back, i).ownVariables().get(0).value().get(1, 1))
                        .isEqualTo(i);
            }
        }
        assertThat(format.openModel(folder.resolve("m.h5")).config())
                .extracting("config.text")
                .isEqualTo("x".repeat(300_000));
    }

    /** Every second layer has a kernel, the others nothing. */
    private static FixtureModel deep(int layers) {
        FixtureModel model = new FixtureModel("Sequential", "deep");
        for (int i = 0; i < layers; i++) {
            String name = "layer_" + i + "_" + "long".repeat(30);
            model.add(
                    i % 2 == 0
                            ? new FixtureModel("Dense", name).add("kernel", Tensors.zeros(2, 2))
                            : new FixtureModel("Activation", name));
        }
        return model;
    }

    private static FixtureModel layer(FixtureModel model, int index) {
        return (FixtureModel) new ArrayList<>(model.partLists().get("layers")).get(index);
    }

    private static Hdf5Group weights(Path file) {
        return Hdf5Reader.read(file).group("model_weights");
    }
}
