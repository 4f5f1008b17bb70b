package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.initializers.Initializer;

/** One step of an {@link LSTM}; gates in the order input, forget, candidate, output. */
final class LSTMCell extends RecurrentCell {
    boolean unitForgetBias = true;

    LSTMCell() {
        super("lstm_cell", 4);
    }

    @Override
    int states() {
        return 2;
    }

    @Override
    Initializer firstBias() {
        return unitForgetBias ? new ForgetBias(biasInitializer) : biasInitializer;
    }

    @Override
    List<Tensor> step(Tensor projected, List<Tensor> states, Tensor recurrentMask) {
        Tensor h = masked(states.get(0), recurrentMask);
        Tensor z = projected.add(h.matmul(recurrentKernel()));
        Tensor i = recurrentActivation.apply(z.slice(1, 0, units));
        Tensor f = recurrentActivation.apply(z.slice(1, units, 2 * units));
        Tensor candidate = activation.apply(z.slice(1, 2 * units, 3 * units));
        Tensor o = recurrentActivation.apply(z.slice(1, 3 * units, 4 * units));
        Tensor c = f.mul(states.get(1)).add(i.mul(candidate));
        return List.of(o.mul(activation.apply(c)), c);
    }

    @Override
    void cellOptions(Options o) {
        super.cellOptions(o);
        o.flag("unit_forget_bias", () -> unitForgetBias, v -> unitForgetBias = v)
                .seed("seed", () -> seed, v -> seed = v);
    }

    /** Ones for the forget gate, so that a new network remembers; the given values elsewhere. */
    record ForgetBias(Initializer others) implements Initializer {
        @Override
        public Tensor call(Shape shape, DType dtype) {
            int units = shape.dim(0) / 4;
            return Tensors.concat(
                    0,
                    others.call(Shape.of(units), dtype),
                    Tensors.ones(units).cast(dtype),
                    others.call(Shape.of(2 * units), dtype));
        }

        @Override
        public java.util.Map<String, Object> getConfig() {
            return others.getConfig();
        }
    }
}
