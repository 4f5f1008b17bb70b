package org.triceras.keras.optimizers.schedules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.RequiredOptions;

/**
 * Half a cosine from the initial rate down to alpha times it (Loshchilov and Hutter, 2016); with a warm-up target, first a straight line
 * from the initial rate up to that.
 */
public record CosineDecay(double initial, double decaySteps, double alpha, Double warmupTarget, double warmupSteps)
        implements LearningRateSchedule {
    public CosineDecay(double initial, double decaySteps) {
        this(initial, decaySteps, 0, null, 0);
    }

    @Override
    public Tensor call(Tensor step) {
        if (warmupTarget == null) {
            return decay(step.minimum(decaySteps), initial);
        }
        Tensor now = step.minimum(warmupSteps + decaySteps);
        Tensor warm = now.mul((warmupTarget - initial) / warmupSteps).add(initial);
        return now.lt(warmupSteps).where(warm, decay(now.sub(warmupSteps), warmupTarget));
    }

    private Tensor decay(Tensor step, double from) {
        Tensor cosine = step.mul(Math.PI / decaySteps).cos().add(1).mul(0.5);
        return cosine.mul(1 - alpha).add(alpha).mul(from);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("initial_learning_rate", initial);
        config.put("decay_steps", decaySteps);
        config.put("alpha", alpha);
        config.put("name", "CosineDecay");
        config.put("warmup_target", warmupTarget);
        config.put("warmup_steps", warmupSteps);
        return config;
    }

    static CosineDecay of(Map<String, Object> config) {
        return new CosineDecay(
                RequiredOptions.number("CosineDecay", config, "initial_learning_rate", "the rate at first"),
                RequiredOptions.number("CosineDecay", config, "decay_steps", "a number of steps"),
                LearningRateSchedules.number(config, "alpha", 0),
                config.get("warmup_target") instanceof Number target ? target.doubleValue() : null,
                LearningRateSchedules.number(config, "warmup_steps", 0));
    }
}
