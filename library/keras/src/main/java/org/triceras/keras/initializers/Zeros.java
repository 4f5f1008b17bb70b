package org.triceras.keras.initializers;

import java.util.Map;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** All zeros. */
public final class Zeros implements Initializer {
    @Override
    public Tensor call(Shape shape, DType dtype) {
        return Tensors.zeros(new Spec(shape, dtype));
    }

    @Override
    public Map<String, Object> getConfig() {
        return Map.of();
    }
}
