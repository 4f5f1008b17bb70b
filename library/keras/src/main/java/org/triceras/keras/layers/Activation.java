package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.activations.StandardActivation;

/** An activation as a layer of its own: {@code activation("tanh")}. */
public final class Activation extends FluentLayer<Activation> {
    private org.triceras.keras.activations.Activation activation = StandardActivation.LINEAR;

    Activation() {}

    public Activation(String name) {
        this(Activations.get(name));
    }

    public Activation(org.triceras.keras.activations.Activation activation) {
        this.activation = activation;
    }

    @Override
    public Tensor call(Tensor x) {
        return activation.apply(x);
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.activation("activation", () -> activation, v -> activation = v)
                .required("the name of a function, such as \"relu\"");
    }
}
