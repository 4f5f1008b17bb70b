package org.triceras.keras.regularizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** The mean absolute cosine of the angles between a matrix's rows, or columns, times a factor. */
public final class OrthogonalRegularizer implements Regularizer {
    private static final double EPSILON = 1e-7;
    private final double factor;
    private final String mode;

    /** The rows, with the factor 0.01. */
    public OrthogonalRegularizer() {
        this(0.01, "rows");
    }

    /** @param mode "rows" or "columns" */
    public OrthogonalRegularizer(double factor, String mode) {
        if (!"rows".equals(mode) && !"columns".equals(mode)) {
            throw new ArgumentException(
                    "OrthogonalRegularizer: expected the mode \"rows\" or \"columns\". Received \"" + mode + "\".");
        }
        this.factor = factor;
        this.mode = mode;
    }

    @Override
    public Tensor call(Tensor x) {
        if (x.rank() != 2) {
            throw new ShapeException("OrthogonalRegularizer: expected a matrix. Received shape " + x.shape() + ".");
        }
        boolean rows = mode.equals("rows");
        Tensor unit = x.div(x.square().sum(rows ? 1 : 0, true).sqrt().maximum(EPSILON));
        Tensor cosines = unit.matmul(unit, !rows, rows);
        int n = cosines.shape().dim(0);
        Tensor others = cosines.mul(Tensors.eye(n, n).neg().add(1).cast(x.dtype()));
        // Each pair occurs twice among n (n - 1) entries.
        return others.abs().sum().mul(factor / (n * (n - 1.0)));
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("factor", factor);
        config.put("mode", mode);
        return config;
    }
}
