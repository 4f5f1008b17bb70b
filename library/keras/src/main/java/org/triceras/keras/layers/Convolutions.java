package org.triceras.keras.layers;

import java.util.Arrays;
import org.triceras.engine.ir.op.Conv2d;
import org.triceras.engine.ir.op.Conv2dInputGrad;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * Convolutions over one, two or three axes, channels last, made of the two-dimensional one: one axis is two with a height of 1, three
 * are a sum of two-dimensional convolutions, one for each depth of the kernel.
 */
final class Convolutions {
    private Convolutions() {}

    /** Cross-correlation of (batch, sizes, channels) with (window sizes, channels / groups, filters). */
    static Tensor convolve(Tensor x, Tensor kernel, int[] strides, int[] dilation, String padding, int groups) {
        switch (x.rank()) {
            case 3:
                return convolve(
                                x.expandDims(1),
                                kernel.expandDims(0),
                                new int[] {1, strides[0]},
                                new int[] {1, dilation[0]},
                                new int[][] {{0, 0}, amounts(x, kernel, 0, strides, dilation, padding)},
                                groups)
                        .squeeze(1);
            case 4:
                return convolve(
                        x,
                        kernel,
                        strides,
                        dilation,
                        new int[][] {
                            amounts(x, kernel, 0, strides, dilation, padding),
                            amounts(x, kernel, 1, strides, dilation, padding)
                        },
                        groups);
            default:
                return volumes(x, kernel, strides, dilation, padding, groups);
        }
    }

    private static int[] amounts(Tensor x, Tensor kernel, int axis, int[] strides, int[] dilation, String padding) {
        return Padding.amounts(
                padding, x.shape().dim(axis + 1), kernel.shape().dim(axis), strides[axis], dilation[axis]);
    }

    private static Tensor convolve(Tensor x, Tensor kernel, int[] strides, int[] dilation, int[][] pads, int groups) {
        return Tensor.emit(new Conv2d(geometry(strides, dilation, pads, groups)), x, kernel);
    }

    private static ConvGeometry geometry(int[] strides, int[] dilation, int[][] pads, int groups) {
        return new ConvGeometry(
                strides[0],
                strides[1],
                pads[0][0],
                pads[0][1],
                pads[1][0],
                pads[1][1],
                dilation[0],
                dilation[1],
                groups);
    }

    private static Tensor volumes(Tensor x, Tensor kernel, int[] strides, int[] dilation, String padding, int groups) {
        int window = kernel.shape().dim(0);
        int[] depth = amounts(x, kernel, 0, strides, dilation, padding);
        Tensor padded = padAxis(x, 1, depth[0], depth[1]);
        int outputs = (padded.shape().dim(1) - ((window - 1) * dilation[0] + 1)) / strides[0] + 1;
        int batch = x.shape().dim(0);
        Tensor sum = null;
        for (int k = 0; k < window; k++) {
            int from = k * dilation[0];
            Tensor slices = padded.slice(1, from, from + (outputs - 1) * strides[0] + 1, strides[0]);
            Tensor y = convolve(merge(slices), kernel.at(k), rest(strides), rest(dilation), padding, groups);
            sum = sum == null ? y : sum.add(y);
        }
        return split(sum, batch, outputs);
    }

    /** (a, b, ...) to (a * b, ...). */
    static Tensor merge(Tensor x) {
        Shape s = x.shape();
        return x.reshape(Shape.of(s.dim(0) * s.dim(1)).concat(s.range(2, s.rank())));
    }

    static Tensor split(Tensor x, int first, int second) {
        return x.reshape(Shape.of(first, second).concat(x.shape().range(1, x.rank())));
    }

    private static int[] rest(int[] values) {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    static Tensor padAxis(Tensor x, int axis, int low, int high) {
        if (low == 0 && high == 0) {
            return x;
        }
        int[] lows = new int[x.rank()];
        int[] highs = new int[x.rank()];
        lows[axis] = low;
        highs[axis] = high;
        return x.pad(lows, highs, 0);
    }

    /**
     * The reverse movement: every element of (batch, sizes, channels) puts a window of (window sizes, filters, channels) into an output
     * of the given sizes.
     */
    static Tensor transposed(Tensor x, Tensor kernel, int[] outputs, int[] strides, int[] dilation, String padding) {
        int rank = x.rank() - 2;
        int[][] pads = new int[rank][];
        for (int i = 0; i < rank; i++) {
            pads[i] = Padding.amounts(padding, outputs[i], kernel.shape().dim(i), strides[i], dilation[i]);
        }
        if (rank == 1) {
            ConvGeometry geometry =
                    geometry(new int[] {1, strides[0]}, new int[] {1, dilation[0]}, new int[][] {{0, 0}, pads[0]}, 1);
            return Tensor.emit(new Conv2dInputGrad(geometry, 1, outputs[0]), kernel.expandDims(0), x.expandDims(1))
                    .squeeze(1);
        }
        if (rank == 2) {
            return Tensor.emit(
                    new Conv2dInputGrad(geometry(strides, dilation, pads, 1), outputs[0], outputs[1]), kernel, x);
        }
        int batch = x.shape().dim(0);
        int depth = x.shape().dim(1);
        int window = kernel.shape().dim(0);
        ConvGeometry geometry = geometry(rest(strides), rest(dilation), new int[][] {pads[1], pads[2]}, 1);
        int full = (depth - 1) * strides[0] + (window - 1) * dilation[0] + 1;
        Tensor sum = null;
        for (int k = 0; k < window; k++) {
            Tensor y = split(
                    Tensor.emit(new Conv2dInputGrad(geometry, outputs[1], outputs[2]), kernel.at(k), merge(x)),
                    batch,
                    depth);
            Tensor spread = spread(y, strides[0]);
            int at = k * dilation[0];
            Tensor placed = padAxis(spread, 1, at, full - at - spread.shape().dim(1));
            sum = sum == null ? placed : sum.add(placed);
        }
        int missing = Math.max(0, pads[0][0] + outputs[0] - full);
        return padAxis(sum, 1, 0, missing).slice(1, pads[0][0], pads[0][0] + outputs[0]);
    }

    /** Puts {@code stride - 1} zeros between the elements of axis 1. */
    private static Tensor spread(Tensor y, int stride) {
        if (stride == 1) {
            return y;
        }
        int length = y.shape().dim(1);
        Tensor apart = padAxis(y.expandDims(2), 2, 0, stride - 1);
        Shape merged =
                Shape.of(y.shape().dim(0), length * stride).concat(y.shape().range(2, y.rank()));
        return apart.reshape(merged).slice(1, 0, (length - 1) * stride + 1);
    }
}
