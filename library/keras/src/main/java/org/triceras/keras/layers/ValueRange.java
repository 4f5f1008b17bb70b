package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** The smallest and the largest value that a colour can have: an option of layers that work on colours; 0 and 255 by default. */
final class ValueRange {
    private List<?> ends = List.of(0, 255);

    void set(String owner, double low, double high) {
        if (!(low < high)) {
            throw new ArgumentException(owner + ": expected a valueRange of a smaller and a larger number."
                    + " Received " + low + " and " + high + ".");
        }
        this.ends = List.of(low, high);
    }

    double low() {
        return RandomContrast.number(ends, 0);
    }

    double high() {
        return RandomContrast.number(ends, 1);
    }

    /** Colours of this range as numbers from 0 to 255. */
    Tensor toBytes(Tensor x) {
        return Colors.scaled(x, low(), high(), 0, 255);
    }

    /** The reverse of {@link #toBytes}. */
    Tensor fromBytes(Tensor x) {
        return Colors.scaled(x, 0, 255, low(), high());
    }

    void option(Options o) {
        o.value("value_range", () -> ends, v -> ends = (List<?>) v);
    }
}
