package org.triceras.keras.initializers;

/** Uniform within sqrt(6 / inputs), for relu; He et al. 2015. */
public final class HeUniform extends VarianceScaling {
    public HeUniform() {
        this(null);
    }

    public HeUniform(Long seed) {
        super(2, Mode.FAN_IN, Distribution.UNIFORM, seed);
    }
}
