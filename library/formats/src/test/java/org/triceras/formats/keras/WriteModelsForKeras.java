package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.formats.json.Json;
import org.triceras.keras.layers.Activation;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Sequential;

/**
 * Writes models in every form for {@code check_saved.py}, which loads them in real Keras:
 * {@code mvn -pl library/formats -am test -Dtest=WriteModelsForKeras -Dsurefire.failIfNoSpecifiedTests=false -Dtriceras.models.dir=DIR}.
 */
@EnabledIfSystemProperty(named = "triceras.models.dir", matches = ".+")
class WriteModelsForKeras {
    private final Path folder = Path.of(System.getProperty("triceras.models.dir", ""));

    static List<Fixture> models() {
        return Stream.concat(Fixture.models().stream(), Fixture.zoos().stream()).toList();
    }

    /** The models of the fixtures, after one more training step here. */
    @ParameterizedTest
    @MethodSource("models")
    void trainedModels(Fixture fixture) throws IOException {
        Model model = ModelFilesTest.load(fixture.file("model.keras"));
        List<Tensor> inputs =
                fixture.values("inputs").stream().map(ModelFilesTest::tensor).toList();
        List<Tensor> targets = new ArrayList<>();
        String losses = Json.write(((Map<?, ?>) model.toConfig().get("compile_config")).get("loss"));
        for (Tensor y : model.predict(inputs)) {
            boolean sparse = losses.toLowerCase(Locale.ROOT).contains("sparse")
                    && y.shape().last() > 1;
            targets.add(sparse ? y.argmax(-1) : y.mul(0.9));
        }
        model.trainOnBatch(inputs, targets);
        write(fixture.name(), model, inputs);
    }

    /** 200 dense layers with long names, made and trained here. */
    @Test
    void deepModel() throws IOException {
        List<Object> layers = new ArrayList<>();
        layers.add(new InputLayer(Shape.of(-1, 6), DType.FLOAT32));
        for (int i = 0; i < 200; i++) {
            layers.add(new Dense(6).activation("tanh").name("dense_with_a_long_name_" + i + "_" + "x".repeat(340)));
            layers.add(new Activation("linear"));
        }
        Sequential model = new Sequential(layers.toArray());
        model.compile("adam", "mse", "mae");
        Tensor x = Tensors.of(new float[] {1, -1, 0.5f, 0.25f, 2, 0, 0, 1, -0.5f, 1, 1, -2}, 2, 6);
        model.trainOnBatch(x, x);
        write("deep", model, List.of(x));
    }

    /** Layers that are in a model and in an inner one, or in a wrapper. */
    @Test
    void sharedLayers() throws IOException {
        Tensor rows = Tensors.arange(8).reshape(2, 4).cast("float32").div(8);
        Tensor steps = Tensors.arange(24).reshape(2, 3, 4).cast("float32").div(24);
        shared("shared_inner", SharedLayerFilesTest.inAnInnerModel(), rows);
        shared("shared_wrapper", SharedLayerFilesTest.inAWrapper(), steps);
    }

    private void shared(String name, Model model, Tensor x) throws IOException {
        model.compile("adam", "mse");
        model.trainOnBatch(x, model.predict(x).mul(0.5));
        write(name, model, List.of(x));
    }

    private void write(String name, Model model, List<Tensor> inputs) throws IOException {
        Files.createDirectories(folder);
        model.save(folder.resolve(name + ".keras"));
        model.save(folder.resolve(name + ".h5"));
        model.saveWeights(folder.resolve(name + ".weights.h5"));
        model.saveWeights(folder.resolve(name + ".legacy.h5"));
        Files.writeString(folder.resolve(name + ".json"), model.toJson());
        Files.writeString(folder.resolve(name + ".yaml"), model.toYaml());
        Map<String, Object> io = new LinkedHashMap<>();
        io.put("inputs", inputs.stream().map(WriteModelsForKeras::array).toList());
        io.put(
                "outputs",
                model.predict(inputs).stream().map(WriteModelsForKeras::array).toList());
        Files.writeString(folder.resolve(name + ".io.json"), Json.write(io));
        assertThat(folder.resolve(name + ".keras")).isNotEmptyFile();
    }

    private static Map<String, Object> array(Tensor tensor) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("shape", Arrays.stream(tensor.shape().dims()).boxed().toList());
        map.put("dtype", tensor.dtype().id());
        map.put("data", Arrays.stream(tensor.toDoubleArray()).boxed().toList());
        return map;
    }
}
