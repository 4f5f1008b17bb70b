package org.triceras.keras.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/** Kernels (window length, 1, frequencies) of a convolution that computes one side of a short-time Fourier transform. */
public final class STFT implements Initializer {
    private final String side;
    private final String window;
    private final String scaling;
    private final boolean periodic;

    /**
     * @param side "real" or "imag"
     * @param window "hann", "hamming", "blackman", "boxcar", or null for none
     * @param scaling "density", "spectrum", or null for none
     */
    public STFT(String side, String window, String scaling, boolean periodic) {
        if (!side.equals("real") && !side.equals("imag")) {
            throw new ArgumentException("STFT: expected side \"real\" or \"imag\". Received \"" + side + "\".");
        }
        if (scaling != null && !scaling.equals("density") && !scaling.equals("spectrum")) {
            throw new ArgumentException(
                    "STFT: expected scaling \"density\", \"spectrum\" or null. Received \"" + scaling + "\".");
        }
        cosines(window);
        this.side = side;
        this.window = window;
        this.scaling = scaling;
        this.periodic = periodic;
    }

    @Override
    public Tensor call(Shape shape, DType dtype) {
        if (shape.rank() != 3) {
            throw new ShapeException("STFT: expected a shape (length, 1, frequencies). Received " + shape + ".");
        }
        int length = shape.dim(0);
        int channels = shape.dim(1);
        int frequencies = shape.dim(2);
        double[] weights = weights(length);
        double[] values = new double[length * channels * frequencies];
        for (int t = 0; t < length; t++) {
            for (int c = 0; c < channels; c++) {
                for (int f = 0; f < frequencies; f++) {
                    double angle = -2 * Math.PI * t * f / (2.0 * (frequencies - 1));
                    double wave = side.equals("real") ? Math.cos(angle) : Math.sin(angle);
                    values[(t * channels + c) * frequencies + f] = weights[t] * wave;
                }
            }
        }
        return Tensors.wrap(shape, DType.FLOAT64, values).cast(dtype);
    }

    private double[] weights(int length) {
        double[] cosines = cosines(window);
        double[] weights = new double[length];
        double squares = 0;
        double sum = 0;
        for (int t = 0; t < length; t++) {
            double phase = 2 * Math.PI * t / (periodic ? length : Math.max(1, length - 1));
            for (int k = 0; k < cosines.length; k++) {
                weights[t] += (k % 2 == 0 ? 1 : -1) * cosines[k] * Math.cos(k * phase);
            }
            squares += weights[t] * weights[t];
            sum += Math.abs(weights[t]);
        }
        double scale = window == null || scaling == null ? 1 : scaling.equals("density") ? Math.sqrt(squares) : sum;
        for (int t = 0; t < length; t++) {
            weights[t] /= scale;
        }
        return weights;
    }

    /** The coefficients of a window that is a sum of cosines. */
    private static double[] cosines(String window) {
        Map<String, double[]> known = Map.of(
                "boxcar", new double[] {1},
                "hann", new double[] {0.5, 0.5},
                "hamming", new double[] {0.54, 0.46},
                "blackman", new double[] {0.42, 0.5, 0.08});
        return Names.find("window of STFT", window == null ? "boxcar" : window, known);
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("side", side);
        config.put("window", window);
        config.put("periodic", periodic);
        config.put("scaling", scaling);
        return config;
    }
}
