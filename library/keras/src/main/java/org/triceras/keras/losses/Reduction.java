package org.triceras.keras.losses;

import java.util.Arrays;
import java.util.Locale;
import org.triceras.keras.util.Names;

/** How the losses of single samples become one number. */
public enum Reduction {
    SUM_OVER_BATCH_SIZE,
    SUM,
    MEAN,
    MEAN_WITH_SAMPLE_WEIGHT,
    NONE;

    /** Keras's name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By Keras's name; null is "none". */
    public static Reduction of(String name) {
        if (name == null) {
            return NONE;
        }
        for (Reduction reduction : values()) {
            if (reduction.id().equals(name)) {
                return reduction;
            }
        }
        throw Names.unknown(
                "reduction", name, Arrays.stream(values()).map(Reduction::id).toList());
    }
}
