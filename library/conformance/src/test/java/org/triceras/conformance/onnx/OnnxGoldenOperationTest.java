package org.triceras.conformance.onnx;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Models of Keras's files with operations and masks between the layers, exported. */
class OnnxGoldenOperationTest {
    @TempDir
    Path folder;

    static List<Golden> cases() {
        return Golden.cases("operations");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsInOnnxRuntime(Golden c) throws Exception {
        Map<String, Object> config = new LinkedHashMap<>(c.map("model"));
        config.remove("compile_config");
        Model model = Models.modelFromConfig(config);
        model.setWeights(c.tensors("weights"));
        List<Tensor> samples = c.tensors("inputs");
        Exported.check(
                "operations " + c.name(),
                model,
                folder,
                2e-5,
                batch -> samples.stream().map(each -> Golden.rows(each, batch)).toList());
    }
}
