package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.error.ArgumentException;

/** An option that is a lower and an upper number within limits, between which chance decides; one number stands for the upper one. */
final class FactorRange {
    private final String owner;
    private final String name;
    private final double least;
    private final double most;
    private List<?> ends;

    /**
     * @param owner the layer, for messages
     * @param least the smallest number there is
     * @param most the largest
     */
    FactorRange(String owner, String name, double least, double most) {
        this.owner = owner;
        this.name = name;
        this.least = least;
        this.most = most;
        this.ends = List.of(least, most);
    }

    void set(double lower, double upper) {
        if (!(least <= lower && lower <= upper && upper <= most)) {
            throw new ArgumentException(owner + ": expected a " + name + ", or a lower and an upper one, from "
                    + Colors.plain(least) + " to " + Colors.plain(most) + ". Received "
                    + (lower == least ? "" : Colors.plain(lower) + " and ") + Colors.plain(upper) + ".");
        }
        this.ends = List.of(lower, upper);
    }

    double lower() {
        return RandomContrast.number(ends, 0);
    }

    double upper() {
        return RandomContrast.number(ends, 1);
    }

    void option(Options o) {
        o.value(name, () -> ends, v -> ends = v instanceof Number n ? List.of(least, n) : (List<?>) v);
    }
}
