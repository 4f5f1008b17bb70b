package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Divides by the Euclidean length along an axis, or several: {@code unitNormalization()}. */
public final class UnitNormalization extends FluentLayer<UnitNormalization> {
    private int[] axis = {-1};
    private boolean axisIsList;

    public UnitNormalization() {}

    /** @param axis the axes over which the length is taken; -1 when left out */
    public UnitNormalization(int... axis) {
        this.axis = axis.clone();
        this.axisIsList = axis.length > 1;
    }

    @Override
    public Tensor call(Tensor x) {
        return x.mul(x.square().sum(axis, true).maximum(1e-12).rsqrt());
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
        });
    }
}
