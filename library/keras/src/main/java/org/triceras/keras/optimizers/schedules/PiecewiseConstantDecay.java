package org.triceras.keras.optimizers.schedules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.RequiredOptions;

/** One rate up to and including each boundary, and a last one after all. */
public final class PiecewiseConstantDecay implements LearningRateSchedule {
    private final double[] boundaries;
    private final double[] values;

    public PiecewiseConstantDecay(double[] boundaries, double[] values) {
        if (values.length != boundaries.length + 1) {
            throw new ArgumentException("PiecewiseConstantDecay: expected one value more than boundaries. Received "
                    + boundaries.length + " boundaries and " + values.length + " values.");
        }
        this.boundaries = boundaries.clone();
        this.values = values.clone();
    }

    @Override
    public Tensor call(Tensor step) {
        Tensor rate = Tensors.scalar(values[values.length - 1]);
        for (int i = boundaries.length - 1; i >= 0; i--) {
            rate = step.le(boundaries[i]).where(Tensors.scalar(values[i]), rate);
        }
        return rate;
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("boundaries", Arrays.stream(boundaries).boxed().toList());
        config.put("values", Arrays.stream(values).boxed().toList());
        config.put("name", "PiecewiseConstant");
        return config;
    }

    static PiecewiseConstantDecay of(Map<String, Object> config) {
        return new PiecewiseConstantDecay(
                RequiredOptions.numbers("PiecewiseConstantDecay", config, "boundaries", "a list of numbers of steps"),
                RequiredOptions.numbers("PiecewiseConstantDecay", config, "values", "a list of rates"));
    }
}
