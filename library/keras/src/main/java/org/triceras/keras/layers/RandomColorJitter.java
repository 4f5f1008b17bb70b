package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Brightness, contrast, saturation and hue change at random in training: {@code randomColorJitter().brightnessFactor(0.2).hueFactor(0.1)}. */
public final class RandomColorJitter extends RandomImageLayer<RandomColorJitter> {
    private Object brightnessFactor;
    private Object contrastFactor;
    private Object saturationFactor;
    private Object hueFactor;
    private List<?> valueRange = List.of(0, 255);

    /** Changes nothing until a factor is set. */
    public RandomColorJitter() {}

    /** As in RandomBrightness: from minus to plus the factor. */
    public RandomColorJitter brightnessFactor(double factor) {
        requireUnbuilt("brightnessFactor");
        this.brightnessFactor = factor;
        return this;
    }

    /** As in RandomContrast: 1 to 1 + factor times the contrast. */
    public RandomColorJitter contrastFactor(double factor) {
        requireUnbuilt("contrastFactor");
        this.contrastFactor = factor;
        return this;
    }

    /** As in RandomSaturation: 0.5 changes nothing. */
    public RandomColorJitter saturationFactor(double lower, double upper) {
        requireUnbuilt("saturationFactor");
        this.saturationFactor = List.of(lower, upper);
        return this;
    }

    /** As in RandomHue: 1 is half the circle of colours. */
    public RandomColorJitter hueFactor(double factor) {
        requireUnbuilt("hueFactor");
        this.hueFactor = factor;
        return this;
    }

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public RandomColorJitter valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        this.valueRange = List.of(low, high);
        return this;
    }

    @Override
    Tensor change(Tensor x) {
        double low = RandomContrast.number(valueRange, 0);
        double high = RandomContrast.number(valueRange, 1);
        Tensor y = x;
        if (brightnessFactor != null) {
            double[] by = range(className(), "brightnessFactor", brightnessFactor);
            y = y.add(each(x, by[0] * (high - low), by[1] * (high - low))).clip(low, high);
        }
        if (contrastFactor != null) {
            double[] by = range(className(), "contrastFactor", fromZero(contrastFactor));
            Tensor mean = y.mean(new int[] {1, 2}, true);
            y = y.sub(mean).mul(each(x, 1 - by[0], 1 + by[1])).add(mean).clip(low, high);
        }
        if (saturationFactor != null) {
            double[] by = range(className(), "saturationFactor", fromZero(saturationFactor));
            y = RandomSaturation.saturated(y, each(x, by[0], by[1]));
        }
        if (hueFactor != null) {
            double[] by = range(className(), "hueFactor", fromZero(hueFactor));
            Tensor turn = each(x, by[0], by[1]).mul(0.5);
            y = RandomHue.turned(y, each(x, 0, 1).gt(0.5).where(turn.neg(), turn), low, high);
        }
        return y;
    }

    private static Object fromZero(Object factor) {
        return factor instanceof Number n ? List.of(0.0, n) : factor;
    }

    @Override
    protected void options(Options o) {
        o.value("value_range", () -> valueRange, v -> valueRange = (List<?>) v)
                .value("brightness_factor", () -> brightnessFactor, v -> brightnessFactor = v)
                .value("contrast_factor", () -> contrastFactor, v -> contrastFactor = v)
                .value("saturation_factor", () -> saturationFactor, v -> saturationFactor = v)
                .value("hue_factor", () -> hueFactor, v -> hueFactor = v);
        seedOption(o);
        imageOptions(o);
    }
}
