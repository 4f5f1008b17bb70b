package org.triceras.keras.util;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Class numbers as vectors of zeros with a single one. */
public final class Categorical {
    private Categorical() {}

    /** As {@link #toCategorical(Tensor, int)} with as many classes as the largest label needs. */
    public static Tensor toCategorical(Tensor labels) {
        int classes = 0;
        for (int label : labels.toIntArray()) {
            classes = Math.max(classes, label + 1);
        }
        return toCategorical(labels, classes);
    }

    /**
     * Labels of shape (n,) or (n, 1) as a float32 matrix (n, classes); other shapes get one more axis.
     *
     * @throws ArgumentException if a label is negative, not below {@code classes} or NaN
     */
    public static Tensor toCategorical(Tensor labels, int classes) {
        if (labels.dtype().isFloat()) {
            double[] numbers = labels.toDoubleArray();
            for (int i = 0; i < numbers.length; i++) {
                // As a whole number it would be 0, a class.
                if (Double.isNaN(numbers[i])) {
                    throw new ArgumentException("toCategorical: expected labels from 0 to " + (classes - 1)
                            + ". Received NaN at position " + i + ". Leave out the rows whose label is missing.");
                }
            }
        }
        int[] values = labels.toIntArray();
        Shape shape = labels.shape();
        if (shape.rank() > 1 && shape.last() == 1) {
            shape = shape.without(-1);
        }
        float[] out = new float[Math.multiplyExact(values.length, classes)];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= classes) {
                throw new ArgumentException("toCategorical: expected labels from 0 to " + (classes - 1)
                        + ". Received " + values[i] + " at position " + i + "."
                        + (values[i] < 0
                                ? " Class numbers count from 0; check the labels."
                                : " Try toCategorical(labels, " + (values[i] + 1) + ") or check the labels."));
            }
            out[i * classes + values[i]] = 1;
        }
        return Tensors.wrap(shape.insert(shape.rank(), classes), DType.FLOAT32, out);
    }
}
