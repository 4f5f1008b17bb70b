package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Attention whose scores are the weighted sum of tanh(query + key): {@code additiveAttention()}. Bahdanau et al. 2015. */
public final class AdditiveAttention extends DotAttention<AdditiveAttention> {
    private boolean useScale = true;
    private Long seed;
    private Variable scale;

    /** Whether features have learned weights in the sum; true by default. */
    public AdditiveAttention useScale(boolean useScale) {
        requireUnbuilt("useScale");
        this.useScale = useScale;
        return this;
    }

    public AdditiveAttention seed(long seed) {
        requireUnbuilt("seed");
        this.seed = seed;
        return this;
    }

    @Override
    Long seedOrNull() {
        return seed;
    }

    @Override
    void addWeights(int features) {
        if (useScale) {
            scale = addWeight("scale", Shape.of(features), "glorot_uniform");
        }
    }

    @Override
    Tensor scores(Tensor query, Tensor key) {
        Tensor sums = query.expandDims(-2).add(key.expandDims(-3)).tanh();
        return (scale == null ? sums : sums.mul(scale)).sum(-1);
    }

    @Override
    protected void options(Options o) {
        o.flag("use_scale", () -> useScale, v -> useScale = v);
        dropoutOption(o);
        o.seed("seed", () -> seed, v -> seed = v);
    }
}
