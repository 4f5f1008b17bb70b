package org.triceras.keras.layers;

import java.util.Collections;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.constraints.Constraints;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.initializers.RandomUniform;
import org.triceras.keras.regularizers.Regularizer;
import org.triceras.keras.regularizers.Regularizers;

/** Whole numbers (words) become learned vectors: {@code embedding(10000, 64).maskZero(true)}. */
public final class Embedding extends FluentLayer<Embedding> {
    private int inputDim;
    private int outputDim;
    private Initializer embeddingsInitializer = new RandomUniform();
    private Regularizer embeddingsRegularizer;
    private Constraint embeddingsConstraint;
    private boolean maskZero;
    private Variable embeddings;

    Embedding() {}

    /** @param inputDim numbers are from 0 to below this; @param outputDim the length of the vectors */
    public Embedding(int inputDim, int outputDim) {
        if (inputDim <= 0 || outputDim <= 0) {
            throw new ArgumentException("Embedding: expected inputDim and outputDim above 0. Received " + inputDim
                    + " and " + outputDim + ".");
        }
        this.inputDim = inputDim;
        this.outputDim = outputDim;
    }

    /** Whether 0 means padding, which later layers skip. */
    public Embedding maskZero(boolean maskZero) {
        requireUnbuilt("maskZero");
        this.maskZero = maskZero;
        return this;
    }

    public Embedding embeddingsInitializer(String name) {
        return embeddingsInitializer(Initializers.get(name));
    }

    public Embedding embeddingsInitializer(Initializer initializer) {
        requireUnbuilt("embeddingsInitializer");
        this.embeddingsInitializer = initializer;
        return this;
    }

    public Embedding embeddingsRegularizer(String name) {
        this.embeddingsRegularizer = Regularizers.get(name);
        return this;
    }

    public Embedding embeddingsConstraint(String name) {
        this.embeddingsConstraint = Constraints.get(name);
        return this;
    }

    @Override
    public void build(Shape input) {
        embeddings = addWeight(
                "embeddings",
                Shape.of(inputDim, outputDim),
                embeddingsInitializer,
                true,
                embeddingsRegularizer,
                embeddingsConstraint);
    }

    @Override
    public Tensor call(Tensor x) {
        return embeddings.tensor().gather(x.dtype().isInteger() ? x : x.cast(DType.INT32), 0);
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    public boolean supportsMasking() {
        return maskZero;
    }

    @Override
    protected boolean makesMasks() {
        return maskZero;
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        return Collections.singletonList(maskZero ? inputs.get(0).ne(0) : null);
    }

    @Override
    protected void options(Options o) {
        o.integer("input_dim", () -> inputDim, v -> inputDim = v)
                .integer("output_dim", () -> outputDim, v -> outputDim = v)
                .initializer("embeddings_initializer", () -> embeddingsInitializer, v -> embeddingsInitializer = v)
                .regularizer("embeddings_regularizer", () -> embeddingsRegularizer, v -> embeddingsRegularizer = v)
                .regularizer("activity_regularizer", this::activityRegularizer, this::setActivityRegularizer)
                .constraint("embeddings_constraint", () -> embeddingsConstraint, v -> embeddingsConstraint = v)
                .flag("mask_zero", () -> maskZero, v -> maskZero = v)
                .value("quantization_config", () -> null, v -> {});
    }
}
