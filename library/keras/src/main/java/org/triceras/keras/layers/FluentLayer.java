package org.triceras.keras.layers;

import org.triceras.keras.regularizers.Regularizer;

/** A layer whose setters return it, so that options chain: {@code new Dense(10).name("out").activation("softmax")}. */
public abstract class FluentLayer<L extends FluentLayer<L>> extends Layer {
    @SuppressWarnings("unchecked")
    protected final L self() {
        return (L) this;
    }

    public L name(String name) {
        setName(name);
        return self();
    }

    /** False freezes the weights. */
    public L trainable(boolean trainable) {
        setTrainable(trainable);
        return self();
    }

    /** "float32" or "float64". */
    public L dtype(String dtype) {
        setDtype(dtype);
        return self();
    }

    /** A penalty on the outputs: "l1", "l2", "l1_l2" or an object. */
    public L activityRegularizer(String regularizer) {
        setActivityRegularizer(regularizer);
        return self();
    }

    public L activityRegularizer(Regularizer regularizer) {
        setActivityRegularizer(regularizer);
        return self();
    }
}
