package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.formats.hdf5.Hdf5Dataset;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.formats.hdf5.Hdf5Type;
import org.triceras.formats.hdf5.Hdf5Writer;
import org.triceras.keras.models.Models;

class KerasFormatErrorsTest {
    private static final Map<String, Object> CONFIG = Map.of("class_name", "Sequential", "config", Map.of());

    private final KerasFormat format = new KerasFormat();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"m.weights.h5", "m.h5"})
    void namesLayerAndShapesThatDiffer(String file) {
        format.saveWeights(model(4, 3, 2), folder.resolve(file));
        FixtureModel other = model(4, 3, 5);
        assertThatThrownBy(() -> load(other, file))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("layer \"second\" (Dense")
                .hasMessageContaining("the shape of kernel differs. Expected (3, 5). Received (3, 2).");
        assertThat(other.weights().mapToDouble(v -> sum(v)).sum())
                .as("nothing was loaded")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.weights.h5", "m.h5"})
    void skipsWhatDiffersWhenAsked(String file) {
        format.saveWeights(filled(4, 3, 2), folder.resolve(file));
        FixtureModel other = model(4, 3, 5);
        format.loadWeights(other, folder.resolve(file), true, false);
        assertThat(other.weights().mapToDouble(v -> sum(v)).boxed()).containsExactly(12.0, 0.0);
    }

    @Test
    void namesLayersThatAreMissing() {
        format.saveWeights(model(4, 3, 2), folder.resolve("m.h5"));
        format.saveWeights(model(4, 3, 2), folder.resolve("m.weights.h5"));
        assertThatThrownBy(() -> load(model(4, 3), "m.h5"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected 1: first. Received 2: first, second.");
        assertThatThrownBy(() -> load(model(4, 3), "m.weights.h5"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "1 weights for a layer at layers/dense_1 (named \"second\"), which the model lacks");
        assertThatThrownBy(() -> load(model(4, 3, 2, 2), "m.weights.h5"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("layer \"third\" (Dense, at layers/dense_2)")
                .hasMessageContaining("Expected 1 [kernel (2, 2)]. Received 0 []");
        assertThatThrownBy(() -> load(
                        new FixtureModel("Sequential", "m").add(new FixtureModel("Dense", "first")), "m.weights.h5"))
                .hasMessageContaining("The layer may not be built yet");
    }

    /** Found out before the first weight is stored, not on the way. */
    @Test
    void refusesTextForWeights() {
        Hdf5Group root = new Hdf5Group();
        root.put("layers/dense/vars/0", Hdf5Dataset.of(new float[] {1, 1, 1, 1}, 2, 2));
        String[] texts = {"one", "two"};
        root.put("layers/dense_1/vars/0", new Hdf5Dataset(Hdf5Type.STRING, new int[] {2, 1}, texts));
        Hdf5Writer.write(folder.resolve("text.weights.h5"), root);
        FixtureModel model = model(2, 2, 1);
        assertThatThrownBy(() -> load(model, "text.weights.h5"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "layer \"second\" (Dense, at layers/dense_1): expected numbers for kernel. Received text.");
        assertThat(model.weights().mapToDouble(v -> sum(v)).sum())
                .as("nothing was loaded")
                .isZero();
    }

    @Test
    void loadsByNameInTheLegacyLayoutOnly() {
        format.saveWeights(filled(4, 3, 2), folder.resolve("m.h5"));
        format.saveWeights(filled(4, 3, 2), folder.resolve("m.weights.h5"));
        FixtureModel other = new FixtureModel("Sequential", "m")
                .add(new FixtureModel("Dense", "second").add("kernel", Tensors.zeros(3, 2)));
        format.loadWeights(other, folder.resolve("m.h5"), false, true);
        assertThat(other.weights().mapToDouble(v -> sum(v)).boxed()).containsExactly(6.0);
        assertThatThrownBy(() -> format.loadWeights(other, folder.resolve("m.weights.h5"), false, true))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("legacy layout");
    }

    @Test
    void leavesOutTheStateOfAnotherOptimizer() {
        FixtureModel adam = new FixtureModel("Adam", "adam")
                .add("iteration", Tensors.ones())
                .add("m", Tensors.ones(2));
        FixtureModel sgd = new FixtureModel("SGD", "sgd").add("iteration", Tensors.zeros());
        for (String file : new String[] {"m.keras", "m.h5"}) {
            FixtureModel model = filled(4, 3);
            model.parts().put("optimizer", adam);
            format.saveModel(model, CONFIG, folder.resolve(file));
            FixtureModel other = model(4, 3);
            other.parts().put("optimizer", sgd);
            format.openModel(folder.resolve(file)).restore(other);
            assertThat(sum(other.legacyWeights().get(0))).isEqualTo(12);
            assertThat(sgd.ownVariables().get(0).value().item()).isZero();
        }
    }

    @Test
    void namesTheEndingsItKnows() {
        assertThatThrownBy(() -> format.saveWeights(model(1, 1), folder.resolve("m.keras")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining(".weights.h5")
                .hasMessageContaining("use save(...)");
        assertThatThrownBy(() -> format.saveModel(model(1, 1), CONFIG, folder.resolve("m.zip")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("ends in .keras");
    }

    @Test
    void explainsFilesThatAreNoModels() throws IOException {
        assertThatThrownBy(() -> format.openModel(folder.resolve("none.keras")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("none.keras");
        assertThatThrownBy(() -> format.openModel(folder)).hasMessageContaining("A folder is no model file");
        Files.writeString(folder.resolve("text.keras"), "hello");
        assertThatThrownBy(() -> format.openModel(folder.resolve("text.keras")))
                .hasMessageContaining("is no .keras archive");
        Hdf5Group empty = new Hdf5Group();
        empty.require("a");
        Hdf5Writer.write(folder.resolve("other.h5"), empty);
        assertThatThrownBy(() -> load(model(1, 1), "other.h5"))
                .hasMessageContaining("holds no Keras weights")
                .hasMessageContaining("Found: a.");
        format.saveWeights(model(1, 1), folder.resolve("w.h5"));
        assertThatThrownBy(() -> format.openModel(folder.resolve("w.h5")))
                .hasMessageContaining("holds no whole model")
                .hasMessageContaining("loadWeights");
        assertThatThrownBy(() -> format.saveWeights(model(1, 1), folder.resolve("no/such/folder/m.h5")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Cannot write")
                .hasMessageContaining("there is no folder " + folder.resolve("no/such/folder"))
                .hasMessageContaining("createDirectories");
    }

    @Test
    void explainsDamagedArchives() throws IOException {
        format.saveModel(filled(4, 3), CONFIG, folder.resolve("m.keras"));
        byte[] whole = Files.readAllBytes(folder.resolve("m.keras"));
        for (int length : new int[] {2, 100, whole.length / 2, whole.length - 1}) {
            Path file = folder.resolve("cut.keras");
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> format.openModel(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is damaged or incomplete");
        }
    }

    @Test
    void damagedConfigsNameTheirFile() throws IOException {
        Path h5 = folder.resolve("m.h5");
        Hdf5Group root = new Hdf5Group();
        root.attributes().put("model_config", "{\"class_name\": \"Sequential\", ");
        root.require("model_weights");
        Hdf5Writer.write(h5, root);
        assertThatThrownBy(() -> format.openModel(h5))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The attribute model_config in the file " + h5 + " is damaged")
                .hasMessageContaining("line 1, column");
        root.attributes().put("model_config", "{\"class_name\": \"Sequential\", \"config\": {\"layers\": []}}");
        root.attributes().put("training_config", "[1]");
        Hdf5Writer.write(h5, root);
        assertThatThrownBy(() -> format.openModel(h5))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The attribute training_config in the file " + h5);
        Path archive = folder.resolve("m.keras");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write("{\"config\": tru".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> format.openModel(archive))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("config.json in the archive " + archive + " is damaged");
    }

    /** JSON as such, but not what a model looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'class_name': 7}",
                "{'class_name': 'Sequential', 'config': 5}",
                "{'class_name': 'Sequential', 'config': {'layers': 5}}",
                "{'class_name': 'Sequential', 'config': {'layers': [{'class_name': 'Densa', 'config': {}}]}}",
                "{'class_name': 'Functional', 'config': {'layers': [{'class_name': 'Dense'}]}}",
                "{'class_name': 'Functional', 'config': {'layers': [], 'input_layers': [['a', 0, 0]], 'output_layers': 3}}"
            })
    void configsThatAreNoModelsNameTheirFile(String config) {
        Path file = folder.resolve("m.h5");
        Hdf5Group root = new Hdf5Group();
        root.attributes().put("model_config", config.replace('\'', '"'));
        root.require("model_weights");
        Hdf5Writer.write(file, root);
        assertThatThrownBy(() -> Models.loadModel(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void noticesWeightsThatChangedOnTheWay() throws IOException {
        format.saveModel(filled(4, 3), CONFIG, folder.resolve("m.keras"));
        byte[] bytes = Files.readAllBytes(folder.resolve("m.keras"));
        byte[] value = {0, 0, (byte) 0x80, 0x3f};
        int at = indexOf(bytes, value);
        assertThat(at).as("a weight that is 1").isPositive();
        bytes[at + 2] ^= 1;
        Files.write(folder.resolve("m.keras"), bytes);
        FixtureModel other = model(4, 3);
        assertThatThrownBy(() -> format.openModel(folder.resolve("m.keras")).restore(other))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is damaged or incomplete: the checksum of model.weights.h5");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void explainsConfigsThatAreNoData() {
        assertThatThrownBy(() -> format.fromYaml("model: !!javax.script.ScriptEngineManager []"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("!!javax.script.ScriptEngineManager");
        assertThatThrownBy(() -> format.fromJson("{\"class_name\": \"Sequential\""))
                .isInstanceOf(DataException.class);
    }

    private void load(FixtureModel model, String file) {
        format.loadWeights(model, folder.resolve(file), false, false);
    }

    /** Dense layers "first", "second", "third" with kernels only. */
    private static FixtureModel model(int... widths) {
        String[] names = {"first", "second", "third"};
        FixtureModel model = new FixtureModel("Sequential", "m");
        for (int i = 0; i + 1 < widths.length; i++) {
            model.add(new FixtureModel("Dense", names[i]).add("kernel", Tensors.zeros(widths[i], widths[i + 1])));
        }
        return model;
    }

    private static double sum(Variable variable) {
        return Arrays.stream(variable.value().toDoubleArray()).sum();
    }

    private static FixtureModel filled(int... widths) {
        FixtureModel model = model(widths);
        model.weights().forEach(v -> v.assign(Tensors.ones(v.shape().dims())));
        return model;
    }
}
