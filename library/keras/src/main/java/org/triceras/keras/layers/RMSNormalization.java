package org.triceras.keras.layers;

import java.util.Arrays;
import java.util.List;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Divides by the root of the mean square along an axis and multiplies by a learned scale: {@code rmsNormalization()}. Zhang 2019. */
public final class RMSNormalization extends FluentLayer<RMSNormalization> {
    private int[] axis = {-1};
    private boolean axisIsList;
    private double epsilon = 1e-6;
    private Variable scale;

    public RMSNormalization() {}

    /** @param axis the axes over which the mean is taken; -1 when left out */
    public RMSNormalization(int... axis) {
        this.axis = axis.clone();
        this.axisIsList = axis.length > 1;
    }

    /** Added to the mean square; 1e-6 by default. */
    public RMSNormalization epsilon(double epsilon) {
        requireUnbuilt("epsilon");
        this.epsilon = epsilon;
        return this;
    }

    @Override
    public void build(Shape input) {
        scale = addWeight("scale", Shape.of(Arrays.stream(axis).map(input::dim).toArray()), "ones");
    }

    @Override
    public Tensor call(Tensor x) {
        int[] dims = new int[x.rank()];
        Arrays.fill(dims, 1);
        for (int a : axis) {
            dims[x.shape().axis(a)] = x.shape().dim(a);
        }
        return x.mul(x.square().mean(axis, true).add(epsilon).rsqrt())
                .mul(scale.tensor().reshape(dims));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.value("axis", () -> axisIsList ? Options.list(axis) : (Object) axis[0], v -> {
                    axis = Options.ints(v, 1);
                    axisIsList = v instanceof List<?>;
                })
                .number("epsilon", () -> epsilon, v -> epsilon = v);
    }
}
