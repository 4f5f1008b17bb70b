package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.callbacks.Callbacks;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.layers.Layers;

/** Messages about shapes name what is wrong: an input, a target or the weights. */
class DataShapeMessagesTest {
    private final Tensor x = Tensors.ones(8, 4);
    private final Tensor y = Tensors.ones(8, 3);

    private static Sequential classifier() {
        Sequential model = Models.sequential(new Dense(3).activation("softmax"));
        model.compile("sgd", "categorical_crossentropy");
        return model;
    }

    @Test
    void predictNamesInputsAndNoTargets() {
        Tensor a = Layers.input(4);
        Tensor b = Layers.input(4);
        Functional model = Models.model(List.of(a, b), a.add(b));
        assertThatThrownBy(() -> model.predict(List.of(x, Tensors.ones(7, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("predict: input 0 and input 1 must have the same number of samples. Expected 8 in"
                        + " input 1, as input 0 has shape (8, 4). Received input 1 of shape (7, 4).");
        assertThatThrownBy(() -> classifier().fit(x, Tensors.ones(7, 3), f -> f.verbose(0)))
                .hasMessageContaining("fit: x and y must have the same number of samples. Expected 8 in y");
        assertThatThrownBy(() -> classifier().fit(x, y, f -> f.verbose(0).sampleWeight(Tensors.ones(7))))
                .hasMessageContaining("fit: x and sampleWeight must have the same number of samples. Expected 8 in");
    }

    @Test
    void wrongWeightsAreNamedBeforeTraining() {
        Sequential model = classifier();
        List<String> begun = new ArrayList<>();
        assertThatThrownBy(() -> model.fit(
                        x,
                        y,
                        f -> f.verbose(0)
                                .callbacks(Callbacks.lambdaCallback().onTrainBegin(logs -> begun.add("begun")))
                                .sampleWeight(Tensors.ones(8, 5))))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "sampleWeight: expected shape (8,), a weight for each sample. Received (8, 5). For weights of"
                                + " classes use classWeight.");
        assertThat(begun).isEmpty();
        assertThatThrownBy(() -> model.trainOnBatch(List.of(x), List.of(y), f -> f.sampleWeight(Tensors.ones(8, 5))))
                .hasMessageContaining("sampleWeight: expected shape (8,)");
        assertThatThrownBy(() -> model.evaluate(x, y, f -> f.verbose(0).sampleWeight(Tensors.ones(8, 5))))
                .hasMessageContaining("sampleWeight: expected shape (8,)");
    }

    /** With as many columns as a batch has samples the weights would broadcast, and every sample would count eight times. */
    @Test
    void weightsThatOnlyBroadcastAreRefused() {
        assertThatThrownBy(() -> classifier().fit(x, y, f -> f.verbose(0).sampleWeight(Tensors.ones(8, 8))))
                .hasMessageContaining("sampleWeight: expected shape (8,)");
    }

    @Test
    void weightsOfSteps() {
        Sequential model = classifier();
        Tensor steps = Tensors.ones(8, 5, 4);
        Tensor targets = Tensors.ones(8, 5, 3);
        assertThatThrownBy(() -> model.fit(steps, targets, f -> f.verbose(0).sampleWeight(Tensors.ones(8))))
                .hasMessageContaining("sampleWeight: expected shape (8, 5), a weight for each sample and step. Received"
                        + " (8,). Try w.reshape(n, 1)");
        model.fit(steps, targets, f -> f.verbose(0).sampleWeight(Tensors.ones(8, 1)));
        model.fit(steps, targets, f -> f.verbose(0).batchSize(3).sampleWeight(Tensors.ones(8, 5)));
    }

    @Test
    void weightsAsAColumnFit() {
        classifier().fit(x, y, f -> f.verbose(0).batchSize(3).sampleWeight(Tensors.ones(8, 1)));
    }

    @Test
    void wrongTargetsAreStillBlamed() {
        assertThatThrownBy(() -> classifier()
                        .fit(x, Tensors.ones(8, 2), f -> f.verbose(0).sampleWeight(Tensors.ones(8))))
                .hasMessageContaining("The loss \"categorical_crossentropy\" cannot compare targets");
    }
}
