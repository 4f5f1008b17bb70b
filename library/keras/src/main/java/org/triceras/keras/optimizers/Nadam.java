package org.triceras.keras.optimizers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/** Adam with Nesterov momentum (Dozat, 2015). */
public final class Nadam extends AdamBase<Nadam> {
    private static final double DECAY = 0.96;

    private Variable product;
    private Tensor now;
    private Tensor next;

    public Nadam() {
        this(0.001);
    }

    public Nadam(double learningRate) {
        super(learningRate);
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        super.addSlots(weights);
        product = addScalar("variable", 1);
    }

    @Override
    protected void beforeUpdates() {
        now = momentumAt(step());
        next = momentumAt(step().add(1));
        product.assign(product.tensor().mul(now));
    }

    private Tensor momentumAt(Tensor step) {
        return power(DECAY, step).mul(-0.5).add(1).mul(beta1());
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Tensor m = moveMomentum(weight, gradient);
        Tensor v = moveVelocity(weight, gradient);
        Tensor forward = next.div(product.tensor().mul(next).neg().add(1));
        Tensor direct = now.neg().add(1).div(product.tensor().neg().add(1));
        Tensor corrected = m.mul(forward).add(gradient.mul(direct));
        Tensor velocity = v.div(power(beta2(), step()).neg().add(1));
        weight.assign(
                weight.tensor().sub(corrected.mul(rate).div(velocity.sqrt().add(epsilon()))));
    }

    static Nadam of(Map<String, Object> config) {
        return new Nadam().configureBetas(config);
    }
}
