package org.triceras.keras.layers;

import java.util.Map;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.regularizers.L1L2;

/** Passes its input on and adds a penalty on its size to the loss: {@code new ActivityRegularization(0, 0.01)}. */
public final class ActivityRegularization extends FluentLayer<ActivityRegularization> {
    private double l1;
    private double l2;

    ActivityRegularization() {}

    /**
     * @param l1 the factor of the sum of absolute values
     * @param l2 the factor of the sum of squares
     */
    public ActivityRegularization(double l1, double l2) {
        this.l1 = l1;
        this.l2 = l2;
        renew();
    }

    private void renew() {
        setActivityRegularizer(new L1L2(l1, l2));
    }

    @Override
    public Tensor call(Tensor x) {
        return x;
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        // It follows from l1 and l2.
        config.remove("activity_regularizer");
        return config;
    }

    @Override
    protected void options(Options o) {
        o.number("l1", () -> l1, v -> {
                    l1 = v;
                    renew();
                })
                .number("l2", () -> l2, v -> {
                    l2 = v;
                    renew();
                });
    }
}
