package org.triceras.keras.layers;

import org.triceras.keras.activations.Activation;
import org.triceras.keras.activations.Activations;

/** Long short-term memory: {@code lstm(64).returnSequences(true)}. Hochreiter and Schmidhuber 1997. */
public final class LSTM extends Recurrent<LSTM> {
    LSTM() {
        super(new LSTMCell());
    }

    public LSTM(int units) {
        this();
        cell().units = positive(units);
    }

    /** The gates' activation; "sigmoid" by default. */
    public LSTM recurrentActivation(String name) {
        return recurrentActivation(Activations.get(name));
    }

    public LSTM recurrentActivation(Activation activation) {
        requireUnbuilt("recurrentActivation");
        cell().recurrentActivation = activation;
        return this;
    }

    /** Whether the forget gate's bias starts at one; true by default. */
    public LSTM unitForgetBias(boolean on) {
        requireUnbuilt("unitForgetBias");
        ((LSTMCell) cell()).unitForgetBias = on;
        return this;
    }
}
