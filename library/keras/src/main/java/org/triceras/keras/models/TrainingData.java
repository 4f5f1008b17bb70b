package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Inputs, targets and weights whose first axes are the samples. A part of the samples is a range of rows of the same tensors: what
 * {@code validationSplit} leaves for training may be most of the memory there is, and is not copied.
 *
 * @param y empty for prediction
 * @param sampleWeight empty, one for all outputs, or one per output
 * @param from the first row
 * @param to the row after the last, {@link #ALL} for all
 */
record TrainingData(List<Tensor> x, List<Tensor> y, List<Tensor> sampleWeight, int from, int to) {
    private static final int ALL = -1;

    TrainingData {
        x = List.copyOf(x);
        y = List.copyOf(y);
        sampleWeight = List.copyOf(sampleWeight);
    }

    TrainingData(List<Tensor> x, List<Tensor> y, List<Tensor> sampleWeight) {
        this(x, y, sampleWeight, 0, ALL);
    }

    /** The number of samples. @throws ShapeException when x, y and weights do not have the same number */
    int samples(String method) {
        if (x.isEmpty()) {
            throw new ArgumentException(method + ": expected at least one input tensor. Received none.");
        }
        int n = length(method, "x", x.get(0));
        for (int i = 0; i < x.size(); i++) {
            require(method, n, "input " + i, x.get(i));
        }
        for (int i = 0; i < y.size(); i++) {
            require(method, n, y.size() == 1 ? "y" : "target " + i, y.get(i));
        }
        for (Tensor weight : sampleWeight) {
            require(method, n, "sampleWeight", weight);
        }
        if (n == 0) {
            throw new ArgumentException(method + ": expected at least one sample. Received x of shape "
                    + x.get(0).shape() + ".");
        }
        return to == ALL ? n : to - from;
    }

    private void require(String method, int n, String what, Tensor t) {
        if (length(method, what, t) != n) {
            String first = x.size() == 1 ? "x" : "input 0";
            throw new ShapeException(method + ": " + first + " and " + what
                    + " must have the same number of samples. Expected " + n + " in " + what + ", as " + first
                    + " has shape " + x.get(0).shape() + ". Received " + what + " of shape " + t.shape()
                    + ". Check how the data were cut.");
        }
    }

    private static int length(String method, String what, Tensor t) {
        if (t.rank() == 0) {
            throw new ShapeException(
                    method + ": expected " + what + " with a first axis for the samples. Received a" + " scalar.");
        }
        return t.shape().dim(0);
    }

    /** What gathers batches of these samples. */
    BatchFeeder feeder() {
        List<Tensor> all = new ArrayList<>(x);
        all.addAll(y);
        all.addAll(sampleWeight);
        return new BatchFeeder(all, from);
    }

    /** Rows {@code from} to before {@code to}; the tensors are shared. */
    TrainingData rows(int from, int to) {
        return new TrainingData(x, y, sampleWeight, from, to);
    }

    /** With weights by class, multiplied into the sample weights; one output only. */
    TrainingData withClassWeight(Map<Integer, Double> classWeight) {
        if (y.size() != 1) {
            throw new ArgumentException("fit: classWeight works for models with one output. Received " + y.size()
                    + " targets. Try sampleWeight.");
        }
        Tensor target = y.get(0);
        int[] classes = target.rank() > 1 && target.shape().last() > 1
                ? target.argmax(-1).toIntArray()
                : target.toIntArray();
        float[] weights = new float[classes.length];
        for (int i = 0; i < classes.length; i++) {
            weights[i] = classWeight.getOrDefault(classes[i], 1.0).floatValue();
        }
        Tensor weight = Tensors.wrap(Shape.of(classes.length), DType.FLOAT32, weights);
        if (!sampleWeight.isEmpty()) {
            weight = weight.mul(sampleWeight.get(0));
        }
        return new TrainingData(x, y, List.of(weight), from, to);
    }

    /** @throws DataException that names the first NaN or infinity; returns when all values are finite */
    void requireFinite() {
        requireFinite("x", x);
        requireFinite("y", y);
        requireFinite("sampleWeight", sampleWeight);
    }

    private void requireFinite(String what, List<Tensor> tensors) {
        for (int t = 0; t < tensors.size(); t++) {
            Tensor tensor = tensors.get(t);
            HostBuffer values = tensor.buffer().host();
            int length = Math.max(1, values.size() / tensor.shape().dim(0));
            int end = to == ALL ? values.size() : to * length;
            for (int i = from * length; tensor.dtype().isFloat() && i < end; i++) {
                double value = values.getDouble(i);
                if (Double.isNaN(value) || Double.isInfinite(value)) {
                    int row = i / length;
                    throw new DataException("fit: the loss became NaN because " + what
                            + (tensors.size() > 1 ? "[" + t + "]" : "") + " contains " + value + ", first in sample "
                            + row + ". Expected finite numbers. Remove such samples, or fill the gaps:"
                            + " x.isNaN().where(0, x).");
                }
            }
        }
    }
}
