package org.triceras.keras.optimizers.schedules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.RequiredOptions;

/** The rate times decayRate^(step / decaySteps); in whole periods when staircase. */
public record ExponentialDecay(double initial, double decaySteps, double decayRate, boolean staircase)
        implements LearningRateSchedule {
    public ExponentialDecay(double initial, double decaySteps, double decayRate) {
        this(initial, decaySteps, decayRate, false);
    }

    @Override
    public Tensor call(Tensor step) {
        Tensor periods = step.div(decaySteps);
        Tensor steps = staircase ? periods.floor() : periods;
        return steps.mul(Math.log(decayRate)).exp().mul(initial);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("initial_learning_rate", initial);
        config.put("decay_steps", decaySteps);
        config.put("decay_rate", decayRate);
        config.put("staircase", staircase);
        config.put("name", "ExponentialDecay");
        return config;
    }

    static ExponentialDecay of(Map<String, Object> config) {
        return new ExponentialDecay(
                RequiredOptions.number("ExponentialDecay", config, "initial_learning_rate", "the rate at first"),
                RequiredOptions.number("ExponentialDecay", config, "decay_steps", "a number of steps"),
                RequiredOptions.number("ExponentialDecay", config, "decay_rate", "a factor per decay_steps"),
                Boolean.TRUE.equals(config.get("staircase")));
    }
}
