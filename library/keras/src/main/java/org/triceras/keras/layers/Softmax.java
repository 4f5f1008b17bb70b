package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Exponentials that sum to one along an axis, or several: {@code softmax()}. Where the mask is false the result is zero. */
public final class Softmax extends FluentLayer<Softmax> {
    private static final double MASKED = -1e9;

    private int[] axis = {-1};
    private boolean axisIsList;

    public Softmax() {}

    /** @param axis the axes to sum over; -1 when left out */
    public Softmax(int... axis) {
        this.axis = axis.clone();
        this.axisIsList = axis.length > 1;
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        Tensor mask = context.mask();
        while (mask != null && mask.rank() < x.rank()) {
            mask = mask.expandDims(-1);
        }
        Tensor scores = x;
        if (mask != null) {
            mask = mask.broadcastTo(x.shape());
            scores = mask.where(x, MASKED);
        }
        Tensor y;
        if (axis.length == 1) {
            y = scores.softmax(axis[0]);
        } else {
            Tensor e = scores.sub(scores.max(axis, true).stopGradient()).exp();
            y = e.div(e.sum(axis, true));
        }
        return mask == null ? y : mask.where(y, 0);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.value("axis", () -> axisIsList ? Options.list(axis) : (Object) axis[0], v -> {
            axis = Options.ints(v, 1);
            axisIsList = v instanceof List<?>;
        });
    }
}
