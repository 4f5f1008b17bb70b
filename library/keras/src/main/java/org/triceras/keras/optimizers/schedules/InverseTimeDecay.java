package org.triceras.keras.optimizers.schedules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.RequiredOptions;

/** The rate divided by (1 + decayRate * step / decaySteps); in whole periods when staircase. */
public record InverseTimeDecay(double initial, double decaySteps, double decayRate, boolean staircase)
        implements LearningRateSchedule {
    public InverseTimeDecay(double initial, double decaySteps, double decayRate) {
        this(initial, decaySteps, decayRate, false);
    }

    @Override
    public Tensor call(Tensor step) {
        Tensor periods = step.div(decaySteps);
        Tensor steps = staircase ? periods.floor() : periods;
        return steps.mul(decayRate).add(1).reciprocal().mul(initial);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("initial_learning_rate", initial);
        config.put("decay_steps", decaySteps);
        config.put("decay_rate", decayRate);
        config.put("staircase", staircase);
        config.put("name", "InverseTimeDecay");
        return config;
    }

    static InverseTimeDecay of(Map<String, Object> config) {
        return new InverseTimeDecay(
                RequiredOptions.number("InverseTimeDecay", config, "initial_learning_rate", "the rate at first"),
                RequiredOptions.number("InverseTimeDecay", config, "decay_steps", "a number of steps"),
                RequiredOptions.number("InverseTimeDecay", config, "decay_rate", "a factor per decay_steps"),
                Boolean.TRUE.equals(config.get("staircase")));
    }
}
