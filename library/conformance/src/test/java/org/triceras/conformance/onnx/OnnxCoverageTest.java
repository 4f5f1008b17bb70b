package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.triceras.keras.layers.LayerRegistry;

/** No layer is left out. */
class OnnxCoverageTest {
    /** Layers that the cases of the other tests hold by themselves. */
    private static final Set<String> ELSEWHERE = Set.of("InputLayer", "Model", "Functional", "Sequential");

    @Test
    void everyLayerIsExportedSomewhere() {
        Set<String> missing = new TreeSet<>(LayerRegistry.known().keySet());
        Golden.layerClasses().forEach(missing::remove);
        OnnxGoldenPreprocessingTest.cases().forEach(c -> missing.remove(c.className()));
        missing.removeAll(ELSEWHERE);
        assertThat(missing).isEmpty();
    }
}
