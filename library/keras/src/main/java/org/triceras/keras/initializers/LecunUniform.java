package org.triceras.keras.initializers;

/** Uniform within sqrt(3 / inputs); LeCun et al. 1998. */
public final class LecunUniform extends VarianceScaling {
    public LecunUniform() {
        this(null);
    }

    public LecunUniform(Long seed) {
        super(1, Mode.FAN_IN, Distribution.UNIFORM, seed);
    }
}
