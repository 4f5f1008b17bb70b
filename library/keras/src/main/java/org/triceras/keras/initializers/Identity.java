package org.triceras.keras.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** A matrix with {@code gain} on the diagonal and zeros elsewhere. */
public final class Identity implements Initializer {
    private final double gain;

    public Identity() {
        this(1);
    }

    public Identity(double gain) {
        this.gain = gain;
    }

    @Override
    public Tensor call(Shape shape, DType dtype) {
        if (shape.rank() != 2) {
            throw new ShapeException("Identity: expected the shape of a matrix. Received " + shape + ".");
        }
        return Tensors.eye(shape.dim(0), shape.dim(1)).mul(gain).cast(dtype);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("gain", gain);
        return config;
    }
}
