package org.triceras.conformance.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.LayerRegistry;
import org.triceras.keras.layers.Masks;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Every layer with every option that is compared with Keras, exported. */
class OnnxGoldenLayerTest {
    @TempDir
    Path folder;

    static List<Golden> cases() {
        return Golden.layers().stream().filter(c -> !isStateful(c)).toList();
    }

    private static boolean isStateful(Golden c) {
        return c.has("output_of_second_call");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsInOnnxRuntime(Golden c) throws Exception {
        List<Tensor> samples = new ArrayList<>(c.tensors("inputs"));
        samples.addAll(c.tensors("initial_state"));
        samples.addAll(c.tensors("masks"));
        List<Tensor> fed = samples.stream().map(OnnxGoldenLayerTest::input).toList();
        Layer layer = layer(c);
        Model model = Models.model(fed, layer.applyAll(arguments(c, fed)));
        layer.setWeights(c.tensors("weights"));
        Exported.check(
                "layer " + c.name(),
                model,
                folder,
                tolerance(c),
                batch -> samples.stream().map(each -> Golden.rows(each, batch)).toList());
    }

    private static double tolerance(Golden c) {
        return c.className().endsWith("Spectrogram") ? 1e-4 : 2e-5;
    }

    private static Layer layer(Golden c) {
        Layer layer = LayerRegistry.deserialize(Map.of("class_name", c.className(), "config", c.map("config")));
        if (c.has("call_options")) {
            c.map("call_options").forEach(layer::setCallOption);
        }
        return layer;
    }

    private static Tensor input(Tensor samples) {
        Shape shape = samples.shape().with(0, Shape.UNKNOWN);
        return new InputLayer(shape, samples.dtype()).output();
    }

    /** What the layer is applied to: masks are attached to the inputs that they belong to. */
    private static List<Tensor> arguments(Golden c, List<Tensor> fed) {
        int masks = c.objects("masks").size();
        List<Tensor> arguments = new ArrayList<>(fed.subList(0, fed.size() - masks));
        for (int i = 0; i < masks; i++) {
            Masks.attach(arguments.get(i), fed.get(arguments.size() + i).cast("bool"));
        }
        boolean reverse = c.has("call_options")
                && Boolean.TRUE.equals(c.map("call_options").get("reverse"));
        return reverse ? List.of(arguments.get(0), arguments.get(0)) : arguments;
    }
}
