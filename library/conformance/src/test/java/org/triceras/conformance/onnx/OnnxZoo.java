package org.triceras.conformance.onnx;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models, one method {@code cases} in each class below, each of which is exported and run in batches of different size. */
abstract class OnnxZoo {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("cases")
    void runsInOnnxRuntime(ModelCase c) throws Exception {
        Exported.check(c, folder);
    }
}
