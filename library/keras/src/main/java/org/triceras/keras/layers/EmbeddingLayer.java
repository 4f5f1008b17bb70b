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

/** What layers share that make whole numbers (words) learned vectors. */
public abstract class EmbeddingLayer<L extends EmbeddingLayer<L>> extends FluentLayer<L> {
    private int inputDim;
    private int outputDim;
    private Initializer embeddingsInitializer = new RandomUniform();
    private Regularizer embeddingsRegularizer;
    private Constraint embeddingsConstraint;
    private boolean maskZero;
    private Variable embeddings;

    EmbeddingLayer() {}

    EmbeddingLayer(int inputDim, int outputDim) {
        if (inputDim <= 0 || outputDim <= 0) {
            throw new ArgumentException(className() + ": expected inputDim and outputDim above 0. Received " + inputDim
                    + " and " + outputDim + ".");
        }
        this.inputDim = inputDim;
        this.outputDim = outputDim;
    }

    /** Whether 0 means padding, which later layers skip. */
    public L maskZero(boolean maskZero) {
        requireUnbuilt("maskZero");
        this.maskZero = maskZero;
        return self();
    }

    public L embeddingsInitializer(String name) {
        return embeddingsInitializer(Initializers.get(name));
    }

    public L embeddingsInitializer(Initializer initializer) {
        requireUnbuilt("embeddingsInitializer");
        this.embeddingsInitializer = initializer;
        return self();
    }

    public L embeddingsRegularizer(String name) {
        this.embeddingsRegularizer = Regularizers.get(name);
        return self();
    }

    public L embeddingsConstraint(String name) {
        this.embeddingsConstraint = Constraints.get(name);
        return self();
    }

    /** How many numbers there are. */
    final int inputDim() {
        return inputDim;
    }

    /** The length of the vectors. */
    final int outputDim() {
        return outputDim;
    }

    final Initializer embeddingsInitializer() {
        return embeddingsInitializer;
    }

    /** The vectors, shape (inputDim, outputDim). */
    final Variable embeddings() {
        return embeddings;
    }

    final boolean masksZero() {
        return maskZero;
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
                .required("the number of words, one more than the largest word number")
                .integer("output_dim", () -> outputDim, v -> outputDim = v)
                .required("the length of each word's vector")
                .initializer("embeddings_initializer", () -> embeddingsInitializer, v -> embeddingsInitializer = v)
                .regularizer("embeddings_regularizer", () -> embeddingsRegularizer, v -> embeddingsRegularizer = v)
                .regularizer("activity_regularizer", this::activityRegularizer, this::setActivityRegularizer)
                .constraint("embeddings_constraint", () -> embeddingsConstraint, v -> embeddingsConstraint = v)
                .flag("mask_zero", () -> maskZero, v -> maskZero = v)
                .value("quantization_config", () -> null, v -> {});
    }
}
