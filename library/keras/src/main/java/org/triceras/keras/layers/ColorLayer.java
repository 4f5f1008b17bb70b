package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** What layers share that change colours in training by a random factor, another one for each image. */
public abstract class ColorLayer<L extends ColorLayer<L>> extends RandomImageLayer<L> {
    private final double least;
    private final double most;
    private final ValueRange range = new ValueRange();
    private List<?> factor;

    /**
     * @param least the smallest factor there is
     * @param most the largest
     */
    ColorLayer(double least, double most, double lower, double upper) {
        this.least = least;
        this.most = most;
        this.factor = checked(lower, upper);
    }

    private List<?> checked(double lower, double upper) {
        if (!(least <= lower && lower <= upper && upper <= most)) {
            throw new ArgumentException(className() + ": expected a factor, or a lower and an upper one, from "
                    + Colors.plain(least) + " to " + Colors.plain(most) + ". Received "
                    + (lower == least ? "" : Colors.plain(lower) + " and ") + Colors.plain(upper) + ".");
        }
        return List.of(lower, upper);
    }

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public L valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        range.set(className(), low, high);
        return self();
    }

    final double lower() {
        return RandomContrast.number(factor, 0);
    }

    final double upper() {
        return RandomContrast.number(factor, 1);
    }

    final double low() {
        return range.low();
    }

    final double high() {
        return range.high();
    }

    /** A factor for each image, shape (images, 1, 1, 1). */
    final Tensor factors(Tensor images) {
        return each(images, lower(), upper());
    }

    /** Whether configs may leave the factor out; for most kinds Keras has none by default. */
    boolean hasStandardFactor() {
        return false;
    }

    @Override
    protected void options(Options o) {
        o.value("factor", () -> factor, v -> factor = v instanceof Number n ? List.of(least, n) : (List<?>) v);
        if (!hasStandardFactor()) {
            o.required("a number, or a lower and an upper one");
        }
        range.option(o);
        seedOption(o);
        imageOptions(o);
    }
}
