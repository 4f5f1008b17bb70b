package org.triceras.keras.initializers;

/** Uniform within sqrt(6 / (inputs + outputs)); Glorot and Bengio 2010. */
public final class GlorotUniform extends VarianceScaling {
    public GlorotUniform() {
        this(null);
    }

    public GlorotUniform(Long seed) {
        super(1, Mode.FAN_AVG, Distribution.UNIFORM, seed);
    }
}
