package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** What one-, two- and three-dimensional convolutions share. */
public abstract class Conv<L extends Conv<L>> extends Convolution<L> {
    private int filters;
    private int groups = 1;

    Conv(int rank) {
        super(rank, rank == 1);
    }

    Conv(int rank, int filters, int[] kernelSize) {
        this(rank);
        this.filters = positive(className(), "filters", filters);
        setKernelSize(kernelSize);
    }

    /** Cuts the channels into groups that do not see each other. */
    public L groups(int groups) {
        requireUnbuilt("groups");
        this.groups = positive(className(), "groups", groups);
        return self();
    }

    @Override
    void addWeights(int channels) {
        if (channels % groups != 0 || filters % groups != 0) {
            throw new ShapeException("Expected channels and filters that " + groups + " groups divide. Received "
                    + channels + " channels and " + filters + " filters.");
        }
        addKernelAndBias(kernelShape(channels / groups, filters), filters);
    }

    @Override
    Tensor convolve(Tensor x) {
        return Convolutions.convolve(x, kernel().tensor(), strides(), dilationRate(), padding(), groups);
    }

    @Override
    protected void options(Options o) {
        o.integer("filters", () -> filters, v -> filters = v).required("a number of filters above 0");
        windowOptions(o);
        o.integer("groups", () -> groups, v -> groups = v);
        kernelOptions(o);
    }
}
