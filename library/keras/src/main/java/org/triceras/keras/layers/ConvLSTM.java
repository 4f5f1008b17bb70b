package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.activations.Activations;

/** What LSTMs over sequences of images share: inputs and states are images, products are convolutions. Shi et al. 2015. */
public abstract class ConvLSTM<L extends ConvLSTM<L>> extends Recurrent<L> {
    private final int rank;

    ConvLSTM(int rank) {
        super(new ConvLSTMCell(rank));
        this.rank = rank;
    }

    ConvLSTM(int rank, int filters, int[] kernelSize) {
        this(rank);
        convCell().units = Convolution.positive(className(), "filters", filters);
        convCell().kernelSize = Convolution.sizes(className(), "kernelSize", rank, 1, kernelSize);
    }

    private ConvLSTMCell convCell() {
        return (ConvLSTMCell) cell();
    }

    /** The steps of the window over the input; 1 by default. */
    public L strides(int... strides) {
        requireUnbuilt("strides");
        convCell().strides = Convolution.sizes(className(), "strides", rank, 1, strides);
        return self();
    }

    /** The gaps within the window over the input; 1, for none, by default. */
    public L dilationRate(int... rate) {
        requireUnbuilt("dilationRate");
        convCell().dilationRate = Convolution.sizes(className(), "dilationRate", rank, 1, rate);
        return self();
    }

    /** "valid", the default, or "same", for the input; the state always keeps its size. */
    public L padding(String padding) {
        requireUnbuilt("padding");
        convCell().padding = Padding.check(padding, false);
        return self();
    }

    /** The gates' activation; "sigmoid" by default. */
    public L recurrentActivation(String name) {
        requireUnbuilt("recurrentActivation");
        convCell().recurrentActivation = Activations.get(name);
        return self();
    }

    /** Whether the forget gate's bias starts at one; true by default. */
    public L unitForgetBias(boolean on) {
        requireUnbuilt("unitForgetBias");
        convCell().unitForgetBias = on;
        return self();
    }

    static String checked(String dataFormat) {
        if ("channels_first".equals(DataFormats.check(dataFormat))) {
            throw new ArgumentException(
                    "ConvLSTM: expected \"channels_last\". Received \"channels_first\". Put the channels"
                            + " last with permute(...).");
        }
        return dataFormat;
    }

    @Override
    final int inputRank() {
        return rank + 3;
    }
}
