package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.regularizers.Regularizer;

/** What depthwise convolutions share: each channel is convolved by itself, with kernels of its own. */
public abstract class DepthwiseConv<L extends DepthwiseConv<L>> extends Convolution<L> {
    private int depthMultiplier = 1;

    DepthwiseConv(int rank) {
        super(rank, rank == 1);
    }

    DepthwiseConv(int rank, int[] kernelSize) {
        this(rank);
        setKernelSize(kernelSize);
    }

    /** The number of outputs for each channel of the input; 1 by default. */
    public L depthMultiplier(int multiplier) {
        requireUnbuilt("depthMultiplier");
        this.depthMultiplier = positive(className(), "depthMultiplier", multiplier);
        return self();
    }

    public L depthwiseInitializer(Initializer initializer) {
        return kernelInitializer(initializer);
    }

    public L depthwiseRegularizer(Regularizer regularizer) {
        return kernelRegularizer(regularizer);
    }

    public L depthwiseConstraint(Constraint constraint) {
        return kernelConstraint(constraint);
    }

    @Override
    void addWeights(int channels) {
        addKernelAndBias(kernelShape(channels, depthMultiplier), channels * depthMultiplier);
    }

    @Override
    Tensor convolve(Tensor x) {
        return depthwise(x, kernel().tensor(), strides(), dilationRate(), padding());
    }

    /** The convolution of each channel with kernels (window sizes, channels, multiplier). */
    static Tensor depthwise(Tensor x, Tensor kernel, int[] strides, int[] dilation, String padding) {
        Shape s = kernel.shape();
        int channels = s.dim(-2);
        Shape grouped = s.range(0, s.rank() - 2).concat(Shape.of(1, channels * s.dim(-1)));
        return Convolutions.convolve(x, kernel.reshape(grouped), strides, dilation, padding, channels);
    }

    @Override
    protected void options(Options o) {
        o.integer("depth_multiplier", () -> depthMultiplier, v -> depthMultiplier = v);
        windowOptions(o);
        kernelOptions(o, "depthwise");
    }
}
