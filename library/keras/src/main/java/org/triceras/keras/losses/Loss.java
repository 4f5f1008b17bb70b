package org.triceras.keras.losses;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.saving.Configurable;
import org.triceras.keras.saving.Reconfigurable;
import org.triceras.keras.util.Names;

/** What training makes small: a value per sample from {@link #call}, weighted, masked and reduced to one number. */
public abstract class Loss implements LossFunction, Configurable, Reconfigurable {
    private String name = Names.snakeCase(className());
    private Reduction reduction = Reduction.SUM_OVER_BATCH_SIZE;

    /** The losses of single samples: usually yTrue's shape without the last axis. */
    @Override
    public abstract Tensor call(Tensor yTrue, Tensor yPred);

    /**
     * Looks at all targets before training or evaluation starts, and throws when their values are not what this loss can work with.
     * By default there is nothing to check.
     *
     * @param yTrue targets that hold data
     * @param yPred the shape of the predictions, whose first axis is unknown
     */
    public void checkTargets(Tensor yTrue, Shape yPred) {}

    public String name() {
        return name;
    }

    public Reduction reduction() {
        return reduction;
    }

    public Loss name(String name) {
        this.name = name;
        return this;
    }

    public Loss reduction(Reduction reduction) {
        this.reduction = reduction;
        return this;
    }

    /** "sum_over_batch_size", "sum", "mean", "mean_with_sample_weight" or "none". */
    public Loss reduction(String reduction) {
        return reduction(Reduction.of(reduction));
    }

    /** The reduced loss. */
    public final Tensor apply(Tensor yTrue, Tensor yPred) {
        return apply(yTrue, yPred, null, null);
    }

    /**
     * The reduced loss.
     *
     * @param sampleWeight a factor per sample (and step), or null
     * @param mask true where predictions count, or null
     */
    public final Tensor apply(Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
        DType type = yPred.dtype().toFloat();
        Tensor[] same = Ranks.squeezeOrExpand(yTrue, yPred);
        Tensor truth = same[0].dtype().isFloat() ? same[0].cast(type) : same[0];
        Tensor values = call(truth, same[1]);
        if (sampleWeight != null) {
            requireFits(sampleWeight, values);
        }
        Tensor own = ownMask(truth, same[1]);
        Tensor weight = weights(
                sampleWeight, own == null || mask == null ? (own == null ? mask : own) : mask.and(own), values.dtype());
        if (weight != null) {
            Tensor[] pair = Ranks.squeezeOrExpand(values, weight);
            values = pair[0].mul(pair[1]);
            weight = pair[1];
        }
        return reduce(values, weight);
    }

    /** Where samples count because of what this loss is asked to ignore; null for everywhere. */
    Tensor ownMask(Tensor yTrue, Tensor yPred) {
        return null;
    }

    /** A weight that only broadcasts would count each sample as often as there are others, or fail in an operation that cannot say why. */
    private static void requireFits(Tensor sampleWeight, Tensor values) {
        Tensor[] pair = Ranks.squeezeOrExpand(values, sampleWeight);
        Shape losses = pair[0].shape();
        Shape weights = pair[1].shape();
        int more = losses.rank() - weights.rank();
        boolean fits = losses.rank() == 0 || more >= 0;
        for (int i = 0; fits && losses.rank() > 0 && i < weights.rank(); i++) {
            fits = weights.dim(i) == 1 || weights.dim(i) == losses.dim(i + more);
        }
        if (!fits) {
            throw new ShapeException("sampleWeight: expected shape " + values.shape() + ", a weight for each "
                    + (values.rank() > 1 ? "sample and step" : "sample") + ". Received " + sampleWeight.shape() + "."
                    + (values.rank() > 1
                            ? " Try w.reshape(n, 1) to give all steps of a sample the same."
                            : " For weights of classes use classWeight."));
        }
    }

    private Tensor weights(Tensor sampleWeight, Tensor mask, DType type) {
        Tensor weight = sampleWeight == null ? null : sampleWeight.cast(type);
        if (mask == null) {
            return weight;
        }
        Tensor factor = mask.cast(type);
        if (reduction == Reduction.MEAN || reduction == Reduction.SUM_OVER_BATCH_SIZE) {
            // Scaled up, so that dividing by all entries later comes to dividing by those that count.
            factor = factor.mul(factor.sum().maximum(1).reciprocal().mul(mask.size()));
        }
        if (weight == null) {
            return factor;
        }
        Tensor[] pair = Ranks.squeezeOrExpand(factor, weight);
        return pair[0].mul(pair[1]);
    }

    private Tensor reduce(Tensor values, Tensor weight) {
        if (reduction == Reduction.NONE || values.rank() == 0) {
            return values;
        }
        Tensor sum = values.sum();
        if (reduction == Reduction.SUM) {
            return sum;
        }
        if (reduction == Reduction.MEAN_WITH_SAMPLE_WEIGHT && weight != null) {
            Tensor total = weight.sum();
            return total.ne(0).where(sum.div(total.ne(0).where(total, 1)), 0);
        }
        return sum.mul(1.0 / Math.max(1, values.size()));
    }

    /** Takes over name and reduction; a loss with more options overrides this as well as {@link #getConfig}. */
    @Override
    public void readConfig(Map<String, Object> config) {
        if (config.get("name") instanceof String given) {
            name(given);
        }
        if (config.containsKey("reduction")) {
            // Null is Keras's other way to say "none".
            reduction((String) config.get("reduction"));
        }
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name);
        config.put("reduction", reduction.id());
        return config;
    }
}
