package org.triceras.keras.initializers;

import java.util.Map;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Normal values. */
public final class RandomNormal extends RandomInitializer {
    private final double mean;
    private final double stddev;

    public RandomNormal() {
        this(0, 0.05, null);
    }

    public RandomNormal(double mean, double stddev, Long seed) {
        super(seed);
        this.mean = mean;
        this.stddev = stddev;
    }

    @Override
    public Tensor call(Shape shape, DType dtype) {
        return RandomTensors.normal(seedTensor(), shape, mean, stddev).cast(dtype);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("mean", mean);
        config.put("stddev", stddev);
        return config;
    }
}
