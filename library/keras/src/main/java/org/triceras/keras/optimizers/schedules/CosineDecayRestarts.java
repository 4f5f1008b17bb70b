package org.triceras.keras.optimizers.schedules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.RequiredOptions;

/** Cosine decays one after another, each tMul times longer and starting mMul times higher than the last (Loshchilov and Hutter, 2016). */
public record CosineDecayRestarts(double initial, double firstDecaySteps, double tMul, double mMul, double alpha)
        implements LearningRateSchedule {
    public CosineDecayRestarts(double initial, double firstDecaySteps) {
        this(initial, firstDecaySteps, 2, 1, 0);
    }

    @Override
    public Tensor call(Tensor step) {
        Tensor done = step.div(firstDecaySteps);
        Tensor restarts;
        Tensor part;
        if (tMul == 1) {
            restarts = done.floor();
            part = done.sub(restarts);
        } else {
            restarts = done.mul(tMul - 1).add(1).log().div(Math.log(tMul)).floor();
            Tensor length = restarts.mul(Math.log(tMul)).exp();
            Tensor before = length.sub(1).mul(1 / (tMul - 1));
            part = done.sub(before).div(length);
        }
        Tensor height = restarts.mul(Math.log(mMul)).exp();
        Tensor cosine = part.mul(Math.PI).cos().add(1).mul(0.5).mul(height);
        return cosine.mul(1 - alpha).add(alpha).mul(initial);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("initial_learning_rate", initial);
        config.put("first_decay_steps", firstDecaySteps);
        config.put("t_mul", tMul);
        config.put("m_mul", mMul);
        config.put("alpha", alpha);
        config.put("name", "SGDRDecay");
        return config;
    }

    static CosineDecayRestarts of(Map<String, Object> config) {
        return new CosineDecayRestarts(
                RequiredOptions.number("CosineDecayRestarts", config, "initial_learning_rate", "the rate at first"),
                RequiredOptions.number("CosineDecayRestarts", config, "first_decay_steps", "a number of steps"),
                LearningRateSchedules.number(config, "t_mul", 2),
                LearningRateSchedules.number(config, "m_mul", 1),
                LearningRateSchedules.number(config, "alpha", 0));
    }
}
