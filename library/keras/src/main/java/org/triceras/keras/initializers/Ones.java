package org.triceras.keras.initializers;

import java.util.Map;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** All ones. */
public final class Ones implements Initializer {
    @Override
    public Tensor call(Shape shape, DType dtype) {
        return Tensors.ones(new Spec(shape, dtype));
    }

    @Override
    public Map<String, Object> getConfig() {
        return Map.of();
    }
}
