package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/**
 * {@link Adam} that needs no schedule (Defazio et al., 2024): a fast sequence z takes the steps, its plain average x is what they lead to, and
 * gradients are taken between the two, at the weights y = (1 - beta1) z + beta1 x. In Keras the slot of z is called momentum.
 */
public final class ScheduleFreeAdamW extends AdamBase<ScheduleFreeAdamW> {
    private int warmupSteps;

    public ScheduleFreeAdamW() {
        this(0.0025);
    }

    public ScheduleFreeAdamW(double learningRate) {
        super(learningRate);
        epsilon(1e-8);
    }

    /** Over so many first steps the rate grows in equal parts to what it is then; 0 for none. */
    public ScheduleFreeAdamW warmupSteps(int warmupSteps) {
        this.warmupSteps = warmupSteps;
        return this;
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        for (Variable weight : weights) {
            addSlot("momentum", weight.value(), weight);
            addSlot("velocity", 0, weight);
        }
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Tensor step = step();
        Tensor warm = warmupSteps > 0 ? rate.mul(step.div(warmupSteps).minimum(1)) : rate;
        Tensor correction = power(beta2(), step).neg().add(1);
        Tensor size = moveVelocity(weight, gradient).div(correction).sqrt().add(epsilon());
        Variable fast = slot("momentum", weight);
        Tensor z = fast.tensor();
        Tensor x = weight.tensor().sub(z.mul(1 - beta1())).div(beta1());
        Tensor zNew = z.sub(gradient.mul(warm).div(size));
        Tensor share = step.reciprocal();
        Tensor xNew = x.mul(share.neg().add(1)).add(zNew.mul(share));
        fast.assign(zNew);
        weight.assign(zNew.mul(1 - beta1()).add(xNew.mul(beta1())));
    }

    @Override
    protected void options(Map<String, Object> config) {
        super.options(config);
        config.put("warmup_steps", warmupSteps);
    }

    static ScheduleFreeAdamW of(Map<String, Object> config) {
        return new ScheduleFreeAdamW().configureBetas(config).warmupSteps((int) number(config, "warmup_steps", 0));
    }
}
