package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.initializers.GlorotUniform;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.regularizers.Regularizer;

/** What separable convolutions share: a depthwise convolution, then one with windows of size 1 that mixes the channels. */
public abstract class SeparableConv<L extends SeparableConv<L>> extends Convolution<L> {
    private int filters;
    private int depthMultiplier = 1;
    private Initializer pointwiseInitializer = new GlorotUniform();
    private Regularizer pointwiseRegularizer;
    private Constraint pointwiseConstraint;
    private Variable pointwiseKernel;

    SeparableConv(int rank) {
        super(rank, rank == 1);
    }

    SeparableConv(int rank, int filters, int[] kernelSize) {
        this(rank);
        this.filters = positive(className(), "filters", filters);
        setKernelSize(kernelSize);
    }

    /** The number of channels between the two convolutions for each channel of the input; 1 by default. */
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

    public L pointwiseInitializer(Initializer initializer) {
        requireUnbuilt("pointwiseInitializer");
        this.pointwiseInitializer = initializer;
        return self();
    }

    public L pointwiseRegularizer(Regularizer regularizer) {
        requireUnbuilt("pointwiseRegularizer");
        this.pointwiseRegularizer = regularizer;
        return self();
    }

    public L pointwiseConstraint(Constraint constraint) {
        requireUnbuilt("pointwiseConstraint");
        this.pointwiseConstraint = constraint;
        return self();
    }

    @Override
    void addWeights(int channels) {
        addKernel("depthwise_kernel", kernelShape(channels, depthMultiplier));
        int[] ones = new int[rank() + 2];
        java.util.Arrays.fill(ones, 1);
        ones[rank()] = channels * depthMultiplier;
        ones[rank() + 1] = filters;
        pointwiseKernel = addWeight(
                "pointwise_kernel",
                Shape.of(ones),
                pointwiseInitializer,
                true,
                pointwiseRegularizer,
                pointwiseConstraint);
        addBias(filters);
    }

    @Override
    Tensor convolve(Tensor x) {
        Tensor apart = DepthwiseConv.depthwise(x, kernel().tensor(), strides(), dilationRate(), padding());
        Shape mixing = pointwiseKernel.shape();
        return apart.matmul(pointwiseKernel.tensor().reshape(mixing.dim(-2), mixing.dim(-1)));
    }

    @Override
    protected void options(Options o) {
        o.integer("depth_multiplier", () -> depthMultiplier, v -> depthMultiplier = v)
                .integer("filters", () -> filters, v -> filters = v)
                .required("a number of filters above 0");
        windowOptions(o);
        kernelOptions(o, "depthwise");
        o.initializer("pointwise_initializer", () -> pointwiseInitializer, v -> pointwiseInitializer = v)
                .regularizer("pointwise_regularizer", () -> pointwiseRegularizer, v -> pointwiseRegularizer = v)
                .constraint("pointwise_constraint", () -> pointwiseConstraint, v -> pointwiseConstraint = v);
    }
}
