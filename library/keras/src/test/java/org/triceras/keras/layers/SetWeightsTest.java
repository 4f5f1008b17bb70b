package org.triceras.keras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Sequential;

/** Weights are put in all together or not at all. */
class SetWeightsTest {
    @Test
    void aWrongShapeLeavesEverythingAsItWas() {
        Sequential model = new Sequential(new Dense(2), new Dense(1));
        model.ensureBuilt(List.of(Shape.of(-1, 3)));
        Dense layer = (Dense) model.layers().get(0);
        float[] before = layer.getWeights().get(0).toFloatArray();
        List<Tensor> wrong = List.of(Tensors.ones(3, 2), Tensors.ones(3));
        assertThatThrownBy(() -> layer.setWeights(wrong))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("expected shape (2,) for weight 1 (")
                .hasMessageContaining("Received (3,). No weight was changed. Try getWeights()");
        assertThatThrownBy(() -> model.setWeights(
                        List.of(Tensors.ones(3, 2), Tensors.ones(2), Tensors.ones(2, 1), wrong.get(1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(Sequential): expected shape (1,) for weight 3 (");
        assertThatThrownBy(() -> layer.setWeights(List.of(Tensors.ones(3, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("expected 2 weights. Received 1. Try getWeights()");
        assertThat(layer.getWeights().get(0).toFloatArray()).isEqualTo(before);
    }
}
