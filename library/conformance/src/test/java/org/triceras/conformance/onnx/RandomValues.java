package org.triceras.conformance.onnx;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.models.Model;

/** Inputs and weights, the same ones in each run. */
final class RandomValues {
    private final Random random = new Random(1);
    private final int classes;

    RandomValues(int classes) {
        this.classes = classes;
    }

    /** Moves weights away from where layers begin, at zeros and ones, which would hide what is forgotten. */
    void changeWeights(Model model) {
        for (Variable weight : model.weights()) {
            if (weight.name().equals("moving_variance")) {
                weight.assign(floats(weight.spec()).abs().add(0.5));
            } else if (weight.isTrainable() || weight.name().equals("moving_mean")) {
                weight.assignAdd(floats(weight.spec()).mul(0.2));
            }
        }
    }

    /** Lengths that the model leaves open are others for each number of samples. */
    List<Tensor> inputs(Model model, int batch) {
        return model.inputs().stream().map(x -> values(closed(x.spec(), batch))).toList();
    }

    private static Spec closed(Spec spec, int batch) {
        int[] dims = spec.shape().with(0, batch).dims();
        for (int axis = 1; axis < dims.length; axis++) {
            dims[axis] = dims[axis] == Shape.UNKNOWN ? 11 + 6 * batch + axis : dims[axis];
        }
        return spec.with(Shape.of(dims));
    }

    private Tensor values(Spec spec) {
        return spec.dtype().isFloat() ? floats(spec) : wholeNumbers(spec);
    }

    private Tensor floats(Spec spec) {
        return wrap(spec, DoubleStream.generate(random::nextGaussian));
    }

    private Tensor wholeNumbers(Spec spec) {
        int below = spec.dtype() == DType.BOOL ? 2 : classes;
        return wrap(spec, DoubleStream.generate(() -> random.nextInt(below)));
    }

    private static Tensor wrap(Spec spec, DoubleStream values) {
        return Tensors.wrap(
                        spec.shape(), DType.FLOAT64, values.limit(spec.size()).toArray())
                .cast(spec.dtype());
    }
}
