package org.triceras.keras.initializers;

import java.util.Locale;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.Names;

/** Random values whose variance is {@code scale / fan}, so that signals keep their size from layer to layer. */
public class VarianceScaling extends RandomInitializer {
    /** What the variance is divided by. */
    public enum Mode {
        FAN_IN,
        FAN_OUT,
        FAN_AVG
    }

    /** What the values are drawn from. */
    public enum Distribution {
        TRUNCATED_NORMAL,
        UNTRUNCATED_NORMAL,
        UNIFORM
    }

    private final double scale;
    private final Mode mode;
    private final Distribution distribution;

    public VarianceScaling(double scale, Mode mode, Distribution distribution, Long seed) {
        super(seed);
        if (!(scale > 0)) {
            throw new ArgumentException("VarianceScaling: expected a scale above 0. Received " + scale + ".");
        }
        this.scale = scale;
        this.mode = mode;
        this.distribution = distribution;
    }

    /** Modes "fan_in", "fan_out", "fan_avg"; distributions "truncated_normal" (or "normal"), "untruncated_normal", "uniform". */
    public VarianceScaling(double scale, String mode, String distribution, Long seed) {
        this(
                scale,
                constant("mode of VarianceScaling", mode, Mode.values()),
                constant(
                        "distribution of VarianceScaling",
                        distribution.equals("normal") ? "truncated_normal" : distribution,
                        Distribution.values()),
                seed);
    }

    private static <E extends Enum<E>> E constant(String kind, String name, E[] values) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
                return value;
            }
        }
        throw Names.unknown(
                kind,
                name,
                java.util.Arrays.stream(values)
                        .map(v -> v.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Override
    public Tensor call(Shape shape, DType dtype) {
        double[] fans = fans(shape);
        double fan = switch (mode) {
            case FAN_IN -> fans[0];
            case FAN_OUT -> fans[1];
            case FAN_AVG -> (fans[0] + fans[1]) / 2;
        };
        double variance = scale / Math.max(1, fan);
        Tensor values = switch (distribution) {
            // The cut at two standard deviations shrinks the spread; this undoes it.
            case TRUNCATED_NORMAL ->
                RandomTensors.truncatedNormal(seedTensor(), shape, 0, Math.sqrt(variance) / 0.87962566103423978);
            case UNTRUNCATED_NORMAL -> RandomTensors.normal(seedTensor(), shape, 0, Math.sqrt(variance));
            case UNIFORM ->
                RandomTensors.uniform(seedTensor(), shape, -Math.sqrt(3 * variance), Math.sqrt(3 * variance));
        };
        return values.cast(dtype);
    }

    /** Inputs and outputs of one unit: the last two axes, times the window of a convolution. */
    static double[] fans(Shape shape) {
        switch (shape.rank()) {
            case 0:
                return new double[] {1, 1};
            case 1:
                return new double[] {shape.dim(0), shape.dim(0)};
            default:
                double window = 1;
                for (int i = 0; i < shape.rank() - 2; i++) {
                    window *= shape.dim(i);
                }
                return new double[] {shape.dim(-2) * window, shape.dim(-1) * window};
        }
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        if (getClass() == VarianceScaling.class) {
            config.put("scale", scale);
            config.put("mode", mode.name().toLowerCase(Locale.ROOT));
            config.put("distribution", distribution.name().toLowerCase(Locale.ROOT));
        }
        config.put("input_axes", null);
        config.put("output_axes", null);
        return config;
    }
}
