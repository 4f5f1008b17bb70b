package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** The largest value of each channel over all steps: {@code globalMaxPooling1d()}. */
public final class GlobalMaxPooling1D extends GlobalPooling<GlobalMaxPooling1D> {
    public GlobalMaxPooling1D() {
        super(1);
    }

    @Override
    Tensor reduce(Tensor x, int[] axes, boolean keepdims, CallContext context) {
        return x.max(axes, keepdims);
    }
}
