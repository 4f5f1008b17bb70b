package org.triceras.keras.initializers;

/** Truncated normal with variance 1 / inputs; for selu. */
public final class LecunNormal extends VarianceScaling {
    public LecunNormal() {
        this(null);
    }

    public LecunNormal(Long seed) {
        super(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL, seed);
    }
}
