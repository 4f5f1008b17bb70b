package org.triceras.keras.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** One value everywhere. */
public final class Constant implements Initializer {
    private final double value;

    public Constant(double value) {
        this.value = value;
    }

    @Override
    public Tensor call(Shape shape, DType dtype) {
        return Tensors.full(new Spec(shape, dtype), value);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("value", value);
        return config;
    }
}
