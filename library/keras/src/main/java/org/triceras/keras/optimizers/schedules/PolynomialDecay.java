package org.triceras.keras.optimizers.schedules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.RequiredOptions;

/** From the initial to the end rate along a power of the remaining part of decaySteps; with cycle the period grows instead of ending. */
public record PolynomialDecay(double initial, double decaySteps, double end, double power, boolean cycle)
        implements LearningRateSchedule {
    public PolynomialDecay(double initial, double decaySteps) {
        this(initial, decaySteps, 0.0001, 1, false);
    }

    @Override
    public Tensor call(Tensor step) {
        Tensor part;
        if (cycle) {
            Tensor periods = step.div(decaySteps).ceil().maximum(1);
            part = step.div(periods.mul(decaySteps));
        } else {
            part = step.minimum(decaySteps).div(decaySteps);
        }
        Tensor left = part.neg().add(1);
        return (power == 1 ? left : left.pow(power)).mul(initial - end).add(end);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("initial_learning_rate", initial);
        config.put("decay_steps", decaySteps);
        config.put("end_learning_rate", end);
        config.put("power", power);
        config.put("cycle", cycle);
        config.put("name", "PolynomialDecay");
        return config;
    }

    static PolynomialDecay of(Map<String, Object> config) {
        return new PolynomialDecay(
                RequiredOptions.number("PolynomialDecay", config, "initial_learning_rate", "the rate at first"),
                RequiredOptions.number("PolynomialDecay", config, "decay_steps", "a number of steps"),
                LearningRateSchedules.number(config, "end_learning_rate", 0.0001),
                LearningRateSchedules.number(config, "power", 1),
                Boolean.TRUE.equals(config.get("cycle")));
    }
}
