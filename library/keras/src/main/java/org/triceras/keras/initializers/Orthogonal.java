package org.triceras.keras.initializers;

import java.util.Map;
import java.util.SplittableRandom;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** A random matrix with orthonormal rows or columns (whichever are fewer), times {@code gain}; Saxe et al. 2014. */
public final class Orthogonal extends RandomInitializer {
    private final double gain;

    public Orthogonal() {
        this(1, null);
    }

    public Orthogonal(double gain, Long seed) {
        super(seed);
        this.gain = gain;
    }

    /** Leading axes count as rows. */
    @Override
    public Tensor call(Shape shape, DType dtype) {
        if (shape.rank() < 2) {
            throw new ShapeException("Orthogonal: expected a shape with at least two axes. Received " + shape + ".");
        }
        int columns = shape.last();
        int rows = shape.size() / columns;
        double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns));
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = gain * (rows < columns ? vectors[i][j] : vectors[j][i]);
            }
        }
        return Tensors.wrap(shape, DType.FLOAT64, values).cast(dtype);
    }

    /** Gram and Schmidt's method in double precision, each vector cleaned twice, which is as good as Householder's here. */
    private double[][] orthonormal(int count, int length) {
        SplittableRandom random = new SplittableRandom(drawSeed());
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            double norm;
            do {
                for (int k = 0; k < length; k++) {
                    vectors[i][k] = random.nextGaussian();
                }
                clean(vectors, i);
                clean(vectors, i);
                norm = Math.sqrt(dot(vectors[i], vectors[i]));
            } while (norm < 1e-6);
            for (int k = 0; k < length; k++) {
                vectors[i][k] /= norm;
            }
        }
        return vectors;
    }

    private static void clean(double[][] vectors, int i) {
        for (int j = 0; j < i; j++) {
            double along = dot(vectors[i], vectors[j]);
            for (int k = 0; k < vectors[i].length; k++) {
                vectors[i][k] -= along * vectors[j][k];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.put("gain", gain);
        return config;
    }
}
