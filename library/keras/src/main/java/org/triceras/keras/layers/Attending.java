package org.triceras.keras.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** What attention layers share: which positions may see which, and whether the weights are an output, too. */
public abstract class Attending<L extends Attending<L>> extends FluentLayer<L> {
    private boolean causal;
    private boolean returnScores;

    /** True keeps each position from seeing later ones; an argument of the call in Keras. */
    public L useCausalMask(boolean causal) {
        requireUnbuilt("useCausalMask");
        this.causal = causal;
        return self();
    }

    /** True gives the attention weights as a second output; an argument of the call in Keras. */
    public L returnAttentionScores(boolean returnScores) {
        requireUnbuilt("returnAttentionScores");
        this.returnScores = returnScores;
        return self();
    }

    final boolean isCausal() {
        return causal;
    }

    final boolean returnsScores() {
        return returnScores;
    }

    final void requireInputs(int count, int most) {
        if (count < 2 || count > most) {
            throw new ShapeException("Expected 2 to " + most + " inputs: query, value and perhaps key"
                    + (most > 3 ? " and attention mask" : "") + ". Received " + count
                    + ". For self-attention give the same tensor twice: apply(x, x).");
        }
    }

    /** (1, queries, keys): true where the key is not later than the query. */
    static Tensor causalMask(int queries, int keys) {
        Shape shape = Shape.of(1, queries, keys);
        return Tensors.iota(shape, 1, DType.INT32).ge(Tensors.iota(shape, 2, DType.INT32));
    }

    static Tensor and(Tensor a, Tensor b) {
        return a == null ? b : b == null ? a : a.and(b);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        List<Tensor> result = new java.util.ArrayList<>(Collections.nCopies(outputs.size(), null));
        result.set(0, masks.get(0));
        return result;
    }

    @Override
    public Map<String, Object> callOptions() {
        Map<String, Object> options = new LinkedHashMap<>();
        if (causal) {
            options.put("use_causal_mask", true);
        }
        if (returnScores) {
            options.put("return_attention_scores", true);
        }
        return options;
    }

    @Override
    public void setCallOption(String option, Object value) {
        if (option.equals("use_causal_mask")) {
            causal = Boolean.TRUE.equals(value);
        } else if (option.equals("return_attention_scores")) {
            returnScores = Boolean.TRUE.equals(value);
        }
    }
}
