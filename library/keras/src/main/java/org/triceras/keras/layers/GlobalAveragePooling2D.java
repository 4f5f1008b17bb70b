package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** The mean of each channel over all pixels: {@code globalAveragePooling2d()}. */
public final class GlobalAveragePooling2D extends GlobalPooling<GlobalAveragePooling2D> {
    public GlobalAveragePooling2D() {
        super(2);
    }

    @Override
    Tensor reduce(Tensor x, int[] axes, boolean keepdims, CallContext context) {
        return x.mean(axes, keepdims);
    }
}
