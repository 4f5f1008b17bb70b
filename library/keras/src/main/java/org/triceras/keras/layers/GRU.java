package org.triceras.keras.layers;

import org.triceras.keras.activations.Activation;
import org.triceras.keras.activations.Activations;

/** The gated recurrent unit: {@code gru(64)}. Cho et al. 2014. */
public final class GRU extends Recurrent<GRU> {
    GRU() {
        super(new GRUCell());
    }

    public GRU(int units) {
        this();
        cell().units = positive(units);
    }

    /** The gates' activation; "sigmoid" by default. */
    public GRU recurrentActivation(String name) {
        return recurrentActivation(Activations.get(name));
    }

    public GRU recurrentActivation(Activation activation) {
        requireUnbuilt("recurrentActivation");
        cell().recurrentActivation = activation;
        return this;
    }

    /** Whether the reset gate acts after the matrix product (the default) or before it. */
    public GRU resetAfter(boolean on) {
        requireUnbuilt("resetAfter");
        ((GRUCell) cell()).resetAfter = on;
        return this;
    }
}
