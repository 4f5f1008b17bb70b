package org.triceras.keras.layers;

import java.util.Arrays;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Shifts and scales each sample to mean 0 and variance 1 along some axes: {@code layerNormalization()}. Ba et al. 2016. */
public final class LayerNormalization extends ScaledLayer<LayerNormalization> {
    private int[] axis = {-1};
    private boolean rmsScaling;

    /** The axes to normalize over; -1, the last, by default. */
    public LayerNormalization axis(int... axis) {
        requireUnbuilt("axis");
        this.axis = axis.clone();
        return this;
    }

    @Override
    public void build(Shape input) {
        // Keras sorts the axes as they are given, so of [-1, 1] the last comes first; files have weights of that shape.
        int[] given = Arrays.stream(axis).sorted().toArray();
        addGammaAndBeta(Shape.of(Arrays.stream(given)
                .map(a -> input.dim(a < 0 ? a + input.rank() : a))
                .toArray()));
    }

    private int[] axes(int rank) {
        return Arrays.stream(axis).map(a -> a < 0 ? a + rank : a).sorted().toArray();
    }

    @Override
    public Tensor call(Tensor x) {
        int[] axes = axes(x.rank());
        Tensor mean = x.mean(axes, true);
        Tensor centered = x.sub(mean);
        Tensor scale = centered.square().mean(axes, true).add(epsilon()).rsqrt();
        if (rmsScaling) {
            return gamma() == null ? x.mul(scale) : x.mul(scale).mul(along(gamma(), x, axes));
        }
        Tensor y = centered.mul(scale);
        if (gamma() != null) {
            y = y.mul(along(gamma(), x, axes));
        }
        return beta() == null ? y : y.add(along(beta(), x, axes));
    }

    private static Tensor along(Variable weight, Tensor x, int[] axes) {
        int[] dims = new int[x.rank()];
        Arrays.fill(dims, 1);
        for (int a : axes) {
            dims[a] = x.shape().dim(a);
        }
        return weight.tensor().reshape(dims);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.value("axis", () -> Options.list(axis), v -> axis = Options.ints(v, 1));
        scaleOptions(o);
        o.flag("rms_scaling", () -> rmsScaling, v -> rmsScaling = v);
    }
}
