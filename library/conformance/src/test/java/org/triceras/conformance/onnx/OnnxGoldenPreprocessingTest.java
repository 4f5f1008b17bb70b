package org.triceras.conformance.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.IntegerLookup;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.LayerRegistry;
import org.triceras.keras.layers.Normalization;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Preprocessing layers with every option that is compared with Keras, exported; random ones do nothing in inference. */
class OnnxGoldenPreprocessingTest {
    @TempDir
    Path folder;

    static List<Golden> cases() {
        return Golden.cases("preprocessing").stream()
                .filter(c -> !isOneImage(c))
                .toList();
    }

    /** Models are made of batches. */
    private static boolean isOneImage(Golden c) {
        return c.name().equals("resizing_one");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsInOnnxRuntime(Golden c) throws Exception {
        Layer layer = LayerRegistry.deserialize(Map.of("class_name", c.className(), "config", c.map("config")));
        if (c.has("adapt")) {
            adapt(layer, c.tensor("adapt"));
        }
        Tensor samples = c.tensor("input");
        Tensor x = new InputLayer(samples.shape().with(0, Shape.UNKNOWN), samples.dtype()).output();
        Model model = Models.model(x, layer.apply(x));
        Exported.check("preprocessing " + c.name(), model, folder, 2e-5, batch -> List.of(Golden.rows(samples, batch)));
    }

    private static void adapt(Layer layer, Tensor data) {
        if (layer instanceof Normalization normalization) {
            normalization.adapt(data);
        } else {
            ((IntegerLookup) layer).adapt(data);
        }
    }
}
