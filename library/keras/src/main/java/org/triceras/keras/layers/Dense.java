package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.activations.StandardActivation;

/** {@code activation(x · kernel + bias)} over the last axis: {@code dense(10).activation("softmax")}. */
public final class Dense extends KernelLayer<Dense> {
    private int units;

    Dense() {}

    public Dense(int units) {
        if (units <= 0) {
            throw new ArgumentException("Dense: expected units above 0. Received " + units + ".");
        }
        this.units = units;
    }

    public int units() {
        return units;
    }

    /** A softmax of one number is 1 whatever it is, so such a layer cannot learn; Keras warns, too. */
    private void warnOfSoftmaxOverOne() {
        if (units == 1 && activationFunction() == StandardActivation.SOFTMAX) {
            System.getLogger(Dense.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "Dense \"" + name()
                                    + "\": softmax over one unit is always 1. Expected sigmoid for a yes or no, or"
                                    + " a unit for each class.");
        }
    }

    @Override
    public void build(Shape input) {
        if (input.rank() < 2 || input.last() == Shape.UNKNOWN) {
            throw new ShapeException(
                    "Expected an input of shape (batch, ..., features) with a known number of features."
                            + " Received " + input
                            + ". For images put flatten() before it; for one sample add a batch axis"
                            + " with expandDims(0).");
        }
        warnOfSoftmaxOverOne();
        addKernelAndBias(Shape.of(input.last(), units), units);
    }

    @Override
    protected void checkInputs(List<Spec> inputs) {
        Shape shape = inputs.get(0).shape();
        int expected = kernel().shape().dim(0);
        if (shape.rank() < 2 || shape.last() != expected) {
            throw new ShapeException("Expected an input whose last axis is " + expected + ", as it was built for "
                    + builtShapes().get(0) + ". Received shape " + shape
                    + ". Reshape the data, or build a new layer for it.");
        }
    }

    @Override
    public Tensor call(Tensor x) {
        return finish(x.matmul(kernel()));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.integer("units", () -> units, v -> units = v).required("a number of units above 0");
        kernelOptions(o);
        o.value("quantization_config", () -> null, v -> {});
    }
}
