package org.triceras.keras.layers;

import java.util.Collections;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/**
 * Words become vectors by {@link #apply}, and vectors scores of words by {@link #reverse}, with the same weights: the two ends of a language
 * model. Press and Wolf 2016.
 *
 * <pre>{@code
 * var words = reversibleEmbedding(10_000, 64);
 * var hidden = lstm(64).returnSequences(true).apply(words.apply(tokens));
 * var model = model(tokens, words.reverse(hidden));
 * }</pre>
 */
public final class ReversibleEmbedding extends EmbeddingLayer<ReversibleEmbedding> {
    private boolean tieWeights = true;
    private Double logitSoftCap;
    private String reverseDtype;
    private Variable reverseEmbeddings;

    ReversibleEmbedding() {}

    /** @param inputDim numbers are from 0 to below this; @param outputDim the length of the vectors */
    public ReversibleEmbedding(int inputDim, int outputDim) {
        super(inputDim, outputDim);
    }

    /** Whether both directions have the same weights, which is the default. */
    public ReversibleEmbedding tieWeights(boolean tieWeights) {
        requireUnbuilt("tieWeights");
        this.tieWeights = tieWeights;
        return this;
    }

    /** Bends scores with a hyperbolic tangent, so that they stay between minus and plus this number. */
    public ReversibleEmbedding logitSoftCap(double cap) {
        requireUnbuilt("logitSoftCap");
        if (!(cap > 0)) {
            throw new ArgumentException("ReversibleEmbedding: expected logitSoftCap above 0. Received " + cap + ".");
        }
        this.logitSoftCap = cap;
        return this;
    }

    /**
     * The scores of all words for vectors.
     *
     * @param hidden vectors, shape (..., outputDim)
     * @return shape (..., inputDim)
     */
    public Tensor reverse(Tensor hidden) {
        // A layer's calls differ by their inputs only, in a graph, too: a reverse one has its input twice.
        return apply(hidden, hidden);
    }

    @Override
    public void build(List<Shape> inputs) {
        super.build(inputs.get(0));
        if (!tieWeights) {
            reverseEmbeddings =
                    addWeight("reverse_embeddings", Shape.of(outputDim(), inputDim()), embeddingsInitializer());
        }
    }

    @Override
    public Tensor call(List<Tensor> xs) {
        if (xs.size() == 1) {
            return call(xs.get(0));
        }
        Tensor hidden = xs.get(0);
        if (!hidden.dtype().isFloat() || hidden.rank() == 0 || hidden.shape().last() != outputDim()) {
            throw new ShapeException("reverse: expected vectors of length " + outputDim() + ". Received "
                    + hidden.shape() + " of " + hidden.dtype() + ".");
        }
        Tensor logits = tieWeights
                ? hidden.matmul(embeddings().tensor(), false, true)
                : hidden.matmul(reverseEmbeddings.tensor());
        return logitSoftCap == null ? logits : logits.div(logitSoftCap).tanh().mul(logitSoftCap);
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        return inputs.size() == 1 ? super.computeMasks(inputs, masks, outputs) : Collections.singletonList(null);
    }

    @Override
    protected void options(Options o) {
        super.options(o);
        o.flag("tie_weights", () -> tieWeights, v -> tieWeights = v)
                .value("reverse_dtype", () -> reverseDtype, v -> reverseDtype = (String) v)
                .numberOrNull("logit_soft_cap", () -> logitSoftCap, v -> logitSoftCap = v);
    }
}
