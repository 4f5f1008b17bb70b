package org.triceras.keras.layers;

import java.util.Collections;
import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** The mean of each channel over all steps, or over those that the mask lets through: {@code globalAveragePooling1d()}. */
public final class GlobalAveragePooling1D extends GlobalPooling<GlobalAveragePooling1D> {
    public GlobalAveragePooling1D() {
        super(1);
    }

    @Override
    Tensor reduce(Tensor x, int[] axes, boolean keepdims, CallContext context) {
        if (context.mask() == null) {
            return x.mean(axes, keepdims);
        }
        Tensor counts = context.mask().cast(x.dtype()).expandDims(axes[0] == 1 ? 2 : 1);
        return x.mul(counts).sum(axes, keepdims).div(counts.sum(axes, keepdims));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        return Collections.singletonList(null);
    }
}
