package org.triceras.keras.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.metrics.SparseCategoricalAccuracy;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Labels that are no class of the predictions, which a one-hot encoding would silently turn into zeros. */
class ClassLabelsTest {
    private static final Tensor X = Tensors.ones(4, 2);

    private static Model model(LossFunction loss) {
        Model model = Models.sequential(Layers.input(2), Layers.dense(3).activation("softmax"));
        model.compile(c -> c.optimizer("sgd").loss(loss).metrics("accuracy"));
        return model;
    }

    private static Tensor labels(int... values) {
        return Tensors.of(values);
    }

    @Test
    void fitSaysWhichLabelAndChangesNothing() {
        Model model = model(new SparseCategoricalCrossentropy());
        List<Tensor> before = model.getWeights();
        assertThatThrownBy(() ->
                        model.fit(X, labels(0, 1, 3, 2), f -> f.batchSize(1).verbose(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class numbers from 0 to 2")
                .hasMessageContaining("Received 3, first in sample 2")
                .hasMessageContaining("y.sub(1)");
        for (int i = 0; i < before.size(); i++) {
            assertThat(model.getWeights().get(i).toFloatArray())
                    .isEqualTo(before.get(i).toFloatArray());
        }
    }

    @Test
    void everyWayInIsChecked() {
        Model model = model(new SparseCategoricalCrossentropy());
        Tensor good = labels(0, 1, 2, 2);
        Tensor bad = labels(0, 1, 2, -1);
        model.fit(X, good, f -> f.verbose(0));
        assertThatThrownBy(() -> model.fit(X, bad, f -> f.verbose(0))).hasMessageContaining("Received -1");
        assertThatThrownBy(() -> model.fit(X, good, f -> f.verbose(0).validationData(X, bad)))
                .hasMessageContaining("Received -1");
        assertThatThrownBy(() -> model.evaluate(X, bad, f -> f.verbose(0))).hasMessageContaining("Received -1");
        assertThatThrownBy(() -> model.trainOnBatch(X, bad)).hasMessageContaining("Received -1");
        assertThatThrownBy(() -> model.testOnBatch(X, bad)).hasMessageContaining("Received -1");
        Tensor p = Tensors.full(
                new org.triceras.engine.ir.Spec(
                        org.triceras.engine.tensor.Shape.of(4, 3), org.triceras.engine.tensor.DType.FLOAT32),
                0.3);
        assertThatThrownBy(() -> new SparseCategoricalCrossentropy().apply(bad, p))
                .hasMessageContaining("Received -1");
        assertThatThrownBy(() -> new SparseCategoricalAccuracy().updateState(bad, p, null))
                .hasMessageContaining("Received -1");
        assertThatThrownBy(() -> model.fit(X, Tensors.of(new float[] {0, 1, Float.NaN, 2}), f -> f.verbose(0)))
                .hasMessageContaining("NaN, first in sample 2");
    }

    @Test
    void theIgnoredClassMayBeAnyNumber() {
        Model model = model(new SparseCategoricalCrossentropy().ignoreClass(-1));
        assertThatCode(() -> model.fit(X, labels(0, -1, 2, 1), f -> f.verbose(0)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> model.fit(X, labels(0, -2, 2, 1), f -> f.verbose(0)))
                .hasMessageContaining("Received -2");
    }

    @Test
    void eachOutputHasItsOwnClasses() {
        Tensor in = Layers.input(2);
        Model model = Models.model(
                List.of(in),
                List.of(
                        Layers.dense(2).activation("softmax").apply(in),
                        Layers.dense(5).activation("softmax").apply(in)));
        model.compile(c -> c.optimizer("sgd").loss("sparse_categorical_crossentropy"));
        assertThatCode(() -> model.fit(List.of(X), List.of(labels(0, 1, 1, 0), labels(4, 3, 2, 1)), f -> f.verbose(0)))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> model.fit(List.of(X), List.of(labels(0, 1, 2, 0), labels(4, 3, 2, 1)), f -> f.verbose(0)))
                .hasMessageContaining("Received 2, first in sample 2");
    }
}
