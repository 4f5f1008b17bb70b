package org.triceras.keras.initializers;

import java.util.Map;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Values from {@code minval} to before {@code maxval}, all equally likely. */
public final class RandomUniform extends RandomInitializer {
    private final double minval;
    private final double maxval;

    public RandomUniform() {
        this(-0.05, 0.05, null);
    }

    public RandomUniform(double minval, double maxval, Long seed) {
        super(seed);
        this.minval = minval;
        this.maxval = maxval;
    }

    @Override
    public Tensor call(Shape shape, DType dtype) {
        return RandomTensors.uniform(seedTensor(), shape, minval, maxval).cast(dtype);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("minval", minval);
        config.put("maxval", maxval);
        return config;
    }
}
