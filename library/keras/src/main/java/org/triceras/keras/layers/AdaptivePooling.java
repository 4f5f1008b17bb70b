package org.triceras.keras.layers;

import java.util.Arrays;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * What pooling to a given size shares: an axis of n is cut into {@code size} windows, number i from the floor of i n / size to the ceiling of
 * (i + 1) n / size, so that windows may overlap by one.
 */
public abstract class AdaptivePooling<L extends AdaptivePooling<L>> extends FluentLayer<L> {
    private final int rank;
    private final boolean max;
    private int[] outputSize;
    private String dataFormat = DataFormats.standard();

    AdaptivePooling(int rank, boolean max, int... outputSize) {
        this.rank = rank;
        this.max = max;
        this.outputSize = checked(outputSize);
    }

    private int[] checked(int... sizes) {
        if (sizes.length == 0) {
            throw new ArgumentException(
                    className() + ": expected outputSize, one number or " + rank + ". Received none.");
        }
        return Convolution.sizes(className(), "outputSize", rank, 1, sizes);
    }

    /** "channels_last" or "channels_first". */
    public L dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return self();
    }

    @Override
    public Tensor call(Tensor input) {
        if (input.rank() != rank + 2) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes. Received " + input.shape() + ".");
        }
        Tensor y = input.dtype().isFloat() ? input : input.cast(dtype());
        int first = DataFormats.isFirst(dataFormat) ? 2 : 1;
        for (int i = 0; i < rank; i++) {
            y = pool(y, first + i, outputSize[i]);
        }
        return y;
    }

    /** Windows are boxes, so axes can be pooled one after another: the largest of the largest, the mean of means. */
    private Tensor pool(Tensor x, int axis, int size) {
        int n = x.shape().dim(axis);
        if (n % size == 0) {
            return reduce(windows(x, axis, size, n / size), axis + 1);
        }
        int width = 0;
        for (int i = 0; i < size; i++) {
            width = Math.max(width, end(i, n, size) - start(i, n, size));
        }
        int[] places = new int[size * width];
        float[] shares = new float[size * width];
        for (int i = 0; i < size; i++) {
            int start = start(i, n, size);
            int length = end(i, n, size) - start;
            for (int k = 0; k < width; k++) {
                // A shorter window shows its last element once more, which has no share in the mean.
                places[i * width + k] = start + Math.min(k, length - 1);
                shares[i * width + k] = k < length ? 1f / length : 0;
            }
        }
        Tensor windows = windows(x.gather(Tensors.of(places), axis), axis, size, width);
        if (max) {
            return windows.max(axis + 1);
        }
        int[] along = new int[windows.rank()];
        Arrays.fill(along, 1);
        along[axis] = size;
        along[axis + 1] = width;
        Tensor weights = Tensors.wrap(Shape.of(along), DType.FLOAT32, shares).cast(windows.dtype());
        return windows.mul(weights).sum(axis + 1);
    }

    private static int start(int i, int n, int size) {
        return (int) ((long) i * n / size);
    }

    private static int end(int i, int n, int size) {
        return (int) (((long) (i + 1) * n + size - 1) / size);
    }

    /** The axis cut into windows: its number of windows, then their length. */
    private static Tensor windows(Tensor x, int axis, int size, int width) {
        return x.reshape(x.shape().with(axis, width).insert(axis, size));
    }

    private Tensor reduce(Tensor windows, int axis) {
        return max ? windows.max(axis) : windows.mean(axis);
    }

    @Override
    protected void options(Options o) {
        o.ints("output_size", rank, () -> outputSize, v -> outputSize = v)
                .required("a length of the output, or one for each axis")
                .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
    }
}
