package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** The mean of each channel over a volume: {@code globalAveragePooling3d()}. */
public final class GlobalAveragePooling3D extends GlobalPooling<GlobalAveragePooling3D> {
    public GlobalAveragePooling3D() {
        super(3);
    }

    @Override
    Tensor reduce(Tensor x, int[] axes, boolean keepdims, CallContext context) {
        return x.mean(axes, keepdims);
    }
}
