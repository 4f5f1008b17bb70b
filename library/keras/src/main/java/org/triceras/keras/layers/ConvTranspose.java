package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** What transposed convolutions share: each element of the input spreads over a window of the output. */
public abstract class ConvTranspose<L extends ConvTranspose<L>> extends Convolution<L> {
    private int filters;
    private int[] outputPadding;

    ConvTranspose(int rank) {
        super(rank, false);
    }

    ConvTranspose(int rank, int filters, int[] kernelSize) {
        this(rank);
        this.filters = positive(className(), "filters", filters);
        setKernelSize(kernelSize);
    }

    /** How much longer the output is than the shortest one possible, per axis; chosen by the padding when it is not given. */
    public L outputPadding(int... outputPadding) {
        requireUnbuilt("outputPadding");
        this.outputPadding = sizes(className(), "outputPadding", rank(), 0, outputPadding);
        return self();
    }

    @Override
    void addWeights(int channels) {
        addKernelAndBias(kernelShape(filters, channels), filters);
    }

    @Override
    Tensor convolve(Tensor x) {
        int[] outputs = new int[rank()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = outputLength(x.shape().dim(i + 1), i);
        }
        return Convolutions.transposed(x, kernel().tensor(), outputs, strides(), dilationRate(), padding());
    }

    private int outputLength(int length, int axis) {
        int stride = strides()[axis];
        int span = (kernelSize()[axis] - 1) * dilationRate()[axis] + 1;
        boolean same = padding().equals("same");
        if (outputPadding == null) {
            return same ? length * stride : length * stride + Math.max(span - stride, 0);
        }
        int cut = same ? span / 2 : 0;
        return (length - 1) * stride + span - 2 * cut + outputPadding[axis];
    }

    @Override
    protected void options(Options o) {
        o.integer("filters", () -> filters, v -> filters = v).required("a number of filters above 0");
        windowOptions(o);
        o.ints("output_padding", rank(), () -> outputPadding, v -> outputPadding = v);
        kernelOptions(o);
    }
}
