package org.triceras.keras.losses;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;

/** 1 - 2 * overlap / (yTrue + yPred), over all elements together unless axes are given; for segmentation. */
public final class Dice extends Loss {
    private int[] axis;

    public Dice axis(int... axis) {
        this.axis = axis;
        return this;
    }

    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor t = yTrue.cast(yPred.dtype());
        int[] over = axis == null ? new int[0] : axis;
        Tensor overlap = t.mul(yPred).sum(over);
        Tensor both = t.sum(over).add(yPred.sum(over)).add(Probabilities.epsilon());
        return overlap.mul(2).div(both).neg().add(1);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put(
                "axis",
                axis == null
                        ? null
                        : axis.length == 1 ? (Object) axis[0] : org.triceras.keras.layers.Options.list(axis));
        return config;
    }
}
