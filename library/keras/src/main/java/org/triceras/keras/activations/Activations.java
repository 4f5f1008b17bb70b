package org.triceras.keras.activations;

import java.util.Map;
import java.util.TreeMap;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/** Activations by name, and those that take parameters. */
public final class Activations {
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    private Activations() {}

    /** All names, aliases included. */
    public static Map<String, Activation> known() {
        Map<String, Activation> known = new TreeMap<>();
        for (StandardActivation a : StandardActivation.values()) {
            known.put(a.id(), a);
            a.aliases().forEach(alias -> known.put(alias, a));
        }
        return known;
    }

    /** From a name, an {@link Activation}, or null, which is "linear". */
    public static Activation get(Object identifier) {
        if (identifier == null) {
            return StandardActivation.LINEAR;
        }
        if (identifier instanceof Activation activation) {
            return activation;
        }
        if (identifier instanceof String name) {
            Object custom = org.triceras.keras.saving.CustomObjects.find(name);
            if (custom != null) {
                return (Activation)
                        org.triceras.keras.saving.CustomObjects.find(name).apply(Map.of());
            }
            return Names.find("activation", name, known());
        }
        if (identifier instanceof Map<?, ?> map && map.get("config") instanceof String name) {
            return get(name);
        }
        throw new ArgumentException("activation: expected a name, an Activation or a function from tensor to tensor."
                + " Received " + identifier + ".");
    }

    /** The name for a config. */
    public static String serialize(Activation activation) {
        if (activation.id() == null) {
            throw new StateException("An activation given as a lambda has no name, so this model cannot be written"
                    + " down. Try a named activation (" + String.join(", ", known().keySet())
                    + ") or a layer of your own.");
        }
        return activation.id();
    }

    public static Tensor celu(Tensor x, double alpha) {
        return x.maximum(0).add(x.minimum(0).div(alpha).expm1().mul(alpha));
    }

    public static Tensor elu(Tensor x, double alpha) {
        return x.gt(0).where(x, x.minimum(0).expm1().mul(alpha));
    }

    /** Gaussian error linear unit; {@code approximate} uses tanh in place of erf. */
    public static Tensor gelu(Tensor x, boolean approximate) {
        Tensor inner = approximate
                ? x.add(x.mul(x).mul(x).mul(0.044715))
                        .mul(Math.sqrt(2 / Math.PI))
                        .tanh()
                : x.mul(Math.sqrt(0.5)).erf();
        return x.mul(0.5).mul(inner.add(1));
    }

    /** The first half along an axis times the sigmoid of the second. */
    public static Tensor glu(Tensor x, int axis) {
        var halves = x.split(2, axis);
        return halves.get(0).mul(halves.get(1).sigmoid());
    }

    public static Tensor hardShrink(Tensor x, double threshold) {
        return x.abs().gt(threshold).where(x, 0);
    }

    public static Tensor hardSigmoid(Tensor x) {
        return x.add(3).clip(0, 6).mul(1 / 6.0);
    }

    public static Tensor hardSilu(Tensor x) {
        return x.mul(hardSigmoid(x));
    }

    public static Tensor leakyRelu(Tensor x, double negativeSlope) {
        return x.gt(0).where(x, x.mul(negativeSlope));
    }

    /** @param maxValue upper limit, or null */
    public static Tensor relu(Tensor x, double negativeSlope, Double maxValue, double threshold) {
        Tensor result = threshold != 0 ? x.gt(threshold).where(x, 0) : x.relu();
        if (maxValue != null) {
            result = result.clip(0, maxValue);
        }
        return negativeSlope == 0
                ? result
                : result.sub(x.neg().add(threshold).relu().mul(negativeSlope));
    }

    public static Tensor selu(Tensor x) {
        return elu(x, SELU_ALPHA).mul(SELU_SCALE);
    }

    public static Tensor softShrink(Tensor x, double threshold) {
        return x.gt(threshold).where(x.sub(threshold), x.lt(-threshold).where(x.add(threshold), x.mul(0)));
    }

    /** Zero below -1, x above 1, a parabola between. */
    public static Tensor sparsePlus(Tensor x) {
        return x.le(-1).where(x.mul(0), x.lt(1).where(x.add(1).square().mul(0.25), x));
    }

    /**
     * A sparse relative of softmax: many entries are exactly zero; after Martins and Astudillo 2016.
     *
     * <p>The threshold is the one that Keras 3 computes, from the sum of all cumulative sums in the support rather than from
     * the last one; so rows with more than one entry above the threshold do not sum to one, here as there.
     */
    public static Tensor sparsemax(Tensor x, int axis) {
        int at = x.shape().axis(axis);
        Tensor sorted = x.gatherAlong(x.argsort(at, true), at);
        int[] along = new int[x.rank()];
        java.util.Arrays.fill(along, 1);
        along[at] = x.shape().dim(at);
        Tensor ranks = Tensors.iota(Shape.of(along), at, DType.INT32).add(1).cast(x.dtype());
        Tensor sums = sorted.cumsum(at);
        Tensor support = sorted.sub(sums.sub(1).div(ranks)).gt(0);
        Tensor count = support.cast(x.dtype()).sum(at, true);
        Tensor tau = support.where(sums, 0).sum(at, true).sub(1).div(count);
        return x.sub(tau).relu();
    }

    public static Tensor squareplus(Tensor x, double b) {
        return x.add(x.square().add(b).sqrt()).mul(0.5);
    }

    public static Tensor threshold(Tensor x, double threshold, double defaultValue) {
        return x.gt(threshold).where(x, defaultValue);
    }
}
