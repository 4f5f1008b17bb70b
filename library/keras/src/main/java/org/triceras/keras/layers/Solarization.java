package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** Images become brighter, then their bright parts negatives, at random in training: {@code solarization(0.1, 0.5)}. */
public final class Solarization extends RandomImageLayer<Solarization> {
    private List<?> additionFactor = List.of(0, 0.0);
    private List<?> thresholdFactor = List.of(0, 0.0);
    private List<?> valueRange = List.of(0, 255);

    /** All colours become negatives. */
    public Solarization() {}

    /** Up to {@code additionFactor} of the range is added; values above up to {@code thresholdFactor} of it become negatives. */
    public Solarization(double additionFactor, double thresholdFactor) {
        this.additionFactor = checked("additionFactor", 0, additionFactor);
        this.thresholdFactor = checked("thresholdFactor", 0, thresholdFactor);
    }

    /** What is added, as parts of the range, from 0 to 1. */
    public Solarization additionFactor(double lower, double upper) {
        requireUnbuilt("additionFactor");
        this.additionFactor = checked("additionFactor", lower, upper);
        return this;
    }

    /** Above which part of the range values become negatives, from 0 to 1. */
    public Solarization thresholdFactor(double lower, double upper) {
        requireUnbuilt("thresholdFactor");
        this.thresholdFactor = checked("thresholdFactor", lower, upper);
        return this;
    }

    private static List<?> checked(String what, double lower, double upper) {
        if (!(0 <= lower && lower <= upper && upper <= 1)) {
            throw new ArgumentException("Solarization: expected " + what + " from 0 to 1. Received "
                    + Colors.plain(lower) + " and " + Colors.plain(upper) + ".");
        }
        return List.of(lower, upper);
    }

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public Solarization valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        this.valueRange = List.of(low, high);
        return this;
    }

    @Override
    Tensor change(Tensor x) {
        double low = RandomContrast.number(valueRange, 0);
        double high = RandomContrast.number(valueRange, 1);
        Tensor brighter =
                Colors.scaled(x, low, high, 0, 255).add(each(x, additionFactor)).clip(0, 255);
        Tensor result = brighter.lt(each(x, thresholdFactor))
                .where(brighter, brighter.neg().add(255));
        return Colors.scaled(result, 0, 255, low, high);
    }

    private Tensor each(Tensor x, List<?> factor) {
        return each(x, RandomContrast.number(factor, 0) * 255, RandomContrast.number(factor, 1) * 255);
    }

    @Override
    protected void options(Options o) {
        o.value("value_range", () -> valueRange, v -> valueRange = (List<?>) v)
                .value("addition_factor", () -> additionFactor, v -> additionFactor = (List<?>) v)
                .value("threshold_factor", () -> thresholdFactor, v -> thresholdFactor = (List<?>) v);
        seedOption(o);
        imageOptions(o);
    }
}
