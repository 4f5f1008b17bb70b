package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Applies a layer to every step of (batch, steps, ...): {@code timeDistributed(dense(10))}. */
public final class TimeDistributed extends FluentLayer<TimeDistributed> {
    private Layer layer;

    TimeDistributed() {}

    public TimeDistributed(Layer layer) {
        this.layer = layer;
    }

    @Override
    public void build(Shape input) {
        if (input.rank() < 3) {
            throw new ShapeException(
                    "Expected an input of at least 3 axes, (batch, steps, ...). Received " + input + ".");
        }
        layer.ensureBuilt(List.of(input.without(1)));
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        return context.training() && seesTheBatch() ? stepByStep(x, context.mask()) : atOnce(x, context.mask());
    }

    /** True when samples are not independent of one another, so that steps must stay apart, as they are in Keras. */
    private boolean seesTheBatch() {
        return layer.tree().stream().anyMatch(BatchNormalization.class::isInstance);
    }

    /** All steps of all samples as one batch. */
    private Tensor atOnce(Tensor x, Tensor mask) {
        int batch = x.shape().dim(0);
        int steps = x.shape().dim(1);
        Tensor rows = x.reshape(Shape.of(batch * steps).concat(x.shape().range(2, x.rank())));
        if (mask != null && mask.rank() > 2) {
            Masks.attach(
                    rows,
                    mask.reshape(Shape.of(batch * steps).concat(mask.shape().range(2, mask.rank()))));
        }
        Tensor y = layer.apply(rows);
        return y.reshape(Shape.of(batch, steps).concat(y.shape().range(1, y.rank())));
    }

    private Tensor stepByStep(Tensor x, Tensor mask) {
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < x.shape().dim(1); t++) {
            Tensor step = x.slice(1, t, t + 1).squeeze(1);
            if (mask != null) {
                Masks.attach(step, mask.slice(1, t, t + 1).squeeze(1));
            }
            outputs.add(layer.apply(step));
        }
        return Tensors.stack(1, outputs);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void options(Options o) {
        o.value(
                        "layer",
                        () -> LayerRegistry.serialize(layer),
                        v -> layer = LayerRegistry.deserialize((Map<String, Object>) v))
                .required("the config of a layer");
    }
}
