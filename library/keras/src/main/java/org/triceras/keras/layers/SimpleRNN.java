package org.triceras.keras.layers;

/** The plain recurrent layer, {@code h = tanh(x · W + h · U + b)}: {@code simpleRNN(32)}. */
public final class SimpleRNN extends Recurrent<SimpleRNN> {
    SimpleRNN() {
        super(new SimpleRNNCell());
    }

    public SimpleRNN(int units) {
        this();
        cell().units = positive(units);
    }
}
