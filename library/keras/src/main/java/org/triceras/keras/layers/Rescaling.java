package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** {@code x * scale + offset}, also of whole numbers: {@code rescaling(1.0 / 255)}. */
public final class Rescaling extends FluentLayer<Rescaling> {
    private Object scale = 1.0;
    private Object offset = 0.0;

    Rescaling() {}

    public Rescaling(double scale) {
        this.scale = scale;
    }

    public Rescaling(double scale, double offset) {
        this.scale = scale;
        this.offset = offset;
    }

    /** One factor and one offset for each channel. */
    public Rescaling(List<Double> scale, List<Double> offset) {
        this.scale = List.copyOf(scale);
        this.offset = List.copyOf(offset);
    }

    @Override
    public Tensor call(Tensor x) {
        Tensor values = x.cast(dtype());
        values = scale instanceof Number n
                ? values.mul(n.doubleValue())
                : values.mul(Tensors.of(scale).cast(dtype()));
        return offset instanceof Number n
                ? values.add(n.doubleValue())
                : values.add(Tensors.of(offset).cast(dtype()));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.value("scale", () -> scale, v -> scale = v)
                .required("a factor, such as 0.5")
                .value("offset", () -> offset, v -> offset = v);
    }
}
