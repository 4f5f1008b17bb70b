package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.models.Model;

/** Exports models and runs their files in ONNX Runtime. */
final class Exported {
    /** A folder in which the files stay, for onnx_check.py. */
    private static final String KEEP = System.getProperty("triceras.onnx.keep");

    private static final int[] BATCH_SIZES = {1, 3, 7};

    private Exported() {}

    /** Fails unless one file computes what predict does for batches of different size. */
    static void check(String name, Model model, Path folder, double tolerance, IntFunction<List<Tensor>> inputs)
            throws Exception {
        Path file = file(name, folder);
        model.export(file);
        try (OnnxSession session = new OnnxSession(file)) {
            for (int batch : BATCH_SIZES) {
                List<Tensor> x = inputs.apply(batch);
                List<Tensor> results = session.run(x);
                Close.check("batch of " + batch, model.predict(x), results, tolerance);
                checkDeclared(session.outputs(), results);
            }
        }
    }

    private static void checkDeclared(List<Spec> declared, List<Tensor> results) {
        for (int i = 0; i < results.size(); i++) {
            Shape shape = declared.get(i).shape();
            assertThat(shape.rank()).isEqualTo(results.get(i).rank());
            for (int axis = 0; axis < shape.rank(); axis++) {
                assertThat(shape.dim(axis))
                        .isIn(Shape.UNKNOWN, results.get(i).shape().dim(axis));
            }
        }
    }

    static void check(ModelCase c, Path folder) throws Exception {
        Model model = c.model().get();
        RandomValues random = new RandomValues(c.classes());
        random.changeWeights(model);
        check(c.name(), model, folder, c.tolerance(), batch -> random.inputs(model, batch));
    }

    static Path file(String name, Path folder) throws IOException {
        Path kept = KEEP == null ? folder : Files.createDirectories(Path.of(KEEP));
        return kept.resolve(name.replaceAll("[^A-Za-z0-9]+", "_") + ".onnx");
    }
}
