package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** The largest value of each channel over all pixels: {@code globalMaxPooling2d()}. */
public final class GlobalMaxPooling2D extends GlobalPooling<GlobalMaxPooling2D> {
    public GlobalMaxPooling2D() {
        super(2);
    }

    @Override
    Tensor reduce(Tensor x, int[] axes, boolean keepdims, CallContext context) {
        return x.max(axes, keepdims);
    }
}
