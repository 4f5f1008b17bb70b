package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** The largest value of each channel over a volume: {@code globalMaxPooling3d()}. */
public final class GlobalMaxPooling3D extends GlobalPooling<GlobalMaxPooling3D> {
    public GlobalMaxPooling3D() {
        super(3);
    }

    @Override
    Tensor reduce(Tensor x, int[] axes, boolean keepdims, CallContext context) {
        return x.max(axes, keepdims);
    }
}
