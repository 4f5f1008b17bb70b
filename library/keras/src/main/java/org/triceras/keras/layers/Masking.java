package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Steps whose features all equal a value become zero, and later layers skip them: {@code masking()}. */
public final class Masking extends FluentLayer<Masking> {
    private double maskValue;

    public Masking() {}

    public Masking(double maskValue) {
        this.maskValue = maskValue;
    }

    @Override
    public Tensor call(Tensor x) {
        return x.mul(counts(x).expandDims(-1).cast(x.dtype()));
    }

    private Tensor counts(Tensor x) {
        return x.ne(maskValue).any(-1);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected boolean makesMasks() {
        return true;
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        return List.of(counts(inputs.get(0)));
    }

    @Override
    protected void options(Options o) {
        o.number("mask_value", () -> maskValue, v -> maskValue = v);
    }
}
