package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/**
 * Images in other sizes: each output pixel is a weighted sum of input pixels, the same weights for every row and for every column, so
 * resizing is two matrix products. Pixels count as squares; their values are in the middle.
 */
final class Resampling {
    private static final List<String> METHODS = List.of("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5");

    private Resampling() {}

    static String check(String interpolation) {
        if (!METHODS.contains(interpolation)) {
            throw Names.unknown("interpolation", interpolation, METHODS);
        }
        return interpolation;
    }

    /** Gives axes {@code from} (the height) and {@code from + 1} other lengths. @param antialias widens the window when shrinking */
    static Tensor resize(Tensor x, int from, int height, int width, String interpolation, boolean antialias) {
        if (interpolation.equals("nearest")) {
            return x.gather(nearest(x.shape().dim(from), height), from)
                    .gather(nearest(x.shape().dim(from + 1), width), from + 1);
        }
        Tensor rows =
                weights(x.shape().dim(from), height, interpolation, antialias).cast(x.dtype());
        Tensor columns = weights(x.shape().dim(from + 1), width, interpolation, antialias)
                .cast(x.dtype());
        return along(along(x, from, rows), from + 1, columns);
    }

    /** Multiplies an axis by a matrix (new length, old length). */
    private static Tensor along(Tensor x, int axis, Tensor matrix) {
        if (axis == x.rank() - 1) {
            return x.matmul(matrix, false, true);
        }
        Shape s = x.shape();
        int before = 1;
        for (int i = 0; i < axis; i++) {
            before *= s.dim(i);
        }
        int after = x.size() / Math.max(1, before * s.dim(axis));
        return matrix.matmul(x.reshape(before, s.dim(axis), after))
                .reshape(s.with(axis, matrix.shape().dim(0)));
    }

    private static Tensor nearest(int in, int out) {
        int[] from = new int[out];
        for (int i = 0; i < out; i++) {
            from[i] = Math.min(in - 1, (int) Math.floor((i + 0.5) * in / out));
        }
        return Tensors.of(from, out);
    }

    static Tensor weights(int in, int out, String interpolation, boolean antialias) {
        double scale = (double) in / out;
        double stretch = antialias ? Math.max(1, scale) : 1;
        double[] all = new double[out * in];
        for (int i = 0; i < out; i++) {
            double center = (i + 0.5) * scale - 0.5;
            if (interpolation.equals("bilinear") && !antialias) {
                center = Math.max(0, Math.min(in - 1.0, center));
            }
            double sum = 0;
            for (int k = 0; k < in; k++) {
                double weight = kernel(interpolation, (k - center) / stretch);
                all[i * in + k] = weight;
                sum += weight;
            }
            for (int k = 0; k < in; k++) {
                all[i * in + k] /= sum == 0 ? 1 : sum;
            }
        }
        return Tensors.wrap(Shape.of(out, in), DType.FLOAT64, all);
    }

    private static double kernel(String interpolation, double distance) {
        double d = Math.abs(distance);
        switch (interpolation) {
            case "bilinear":
                return Math.max(0, 1 - d);
            case "bicubic":
                return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
            default:
                int lobes = interpolation.equals("lanczos3") ? 3 : 5;
                return d < lobes ? sinc(d) * sinc(d / lobes) : 0;
        }
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
