package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.util.Names;

/** For each query the mean of the values, weighted by how well its key fits: {@code attention().apply(query, value)}. Luong 2015. */
public final class Attention extends DotAttention<Attention> {
    private boolean useScale;
    private String scoreMode = "dot";
    private Long seed;
    private Variable scale;
    private Variable concatScoreWeight;

    /** Whether scores are multiplied by a learned number; false by default. */
    public Attention useScale(boolean useScale) {
        requireUnbuilt("useScale");
        this.useScale = useScale;
        return this;
    }

    /** "dot", the default, or "concat": the sum of tanh(query + key). */
    public Attention scoreMode(String mode) {
        requireUnbuilt("scoreMode");
        if (!List.of("dot", "concat").contains(mode)) {
            throw Names.unknown("scoreMode", mode, List.of("dot", "concat"));
        }
        this.scoreMode = mode;
        return this;
    }

    public Attention seed(long seed) {
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
            scale = addWeight("scale", Shape.SCALAR, "ones");
        }
        if (scoreMode.equals("concat")) {
            concatScoreWeight = addWeight("concat_score_weight", Shape.SCALAR, "ones");
        }
    }

    @Override
    Tensor scores(Tensor query, Tensor key) {
        if (scoreMode.equals("dot")) {
            Tensor scores = query.matmul(key, false, true);
            return scale == null ? scores : scores.mul(scale);
        }
        Tensor sums = query.expandDims(-2).add(key.expandDims(-3));
        return (scale == null ? sums : sums.mul(scale)).tanh().sum(-1).mul(concatScoreWeight);
    }

    @Override
    protected void options(Options o) {
        o.flag("use_scale", () -> useScale, v -> useScale = v).text("score_mode", () -> scoreMode, v -> scoreMode = v);
        dropoutOption(o);
        o.seed("seed", () -> seed, v -> seed = v);
    }
}
