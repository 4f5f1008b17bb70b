package org.triceras.keras.optimizers;

import java.util.Map;

/** {@link Adam} with weight decay apart from the gradient (Loshchilov and Hutter, 2017); 0.004 by default. */
public final class AdamW extends Adam {
    public AdamW() {
        this(0.001);
    }

    public AdamW(double learningRate) {
        super(learningRate);
        weightDecay(0.004);
    }

    static AdamW of(Map<String, Object> config) {
        AdamW optimizer = new AdamW();
        optimizer.configureBetas(config);
        optimizer.amsgrad(Boolean.TRUE.equals(config.get("amsgrad")));
        return optimizer;
    }
}
