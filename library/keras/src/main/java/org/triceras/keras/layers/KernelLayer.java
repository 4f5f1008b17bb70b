package org.triceras.keras.layers;

import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.activations.Activation;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.activations.StandardActivation;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.constraints.Constraints;
import org.triceras.keras.initializers.GlorotUniform;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.initializers.Zeros;
import org.triceras.keras.regularizers.Regularizer;
import org.triceras.keras.regularizers.Regularizers;

/** What dense and convolutional layers share: a kernel, a bias, an activation, and their options. */
public abstract class KernelLayer<L extends KernelLayer<L>> extends FluentLayer<L> {
    private Activation activation = StandardActivation.LINEAR;
    private boolean useBias = true;
    private Initializer kernelInitializer = new GlorotUniform();
    private Initializer biasInitializer = new Zeros();
    private Regularizer kernelRegularizer;
    private Regularizer biasRegularizer;
    private Constraint kernelConstraint;
    private Constraint biasConstraint;
    private Variable kernel;
    private Variable bias;

    /** A name such as "relu"; the default is "linear". */
    public L activation(String name) {
        return activation(Activations.get(name));
    }

    final Activation activationFunction() {
        return activation;
    }

    /** A typed activation, or any function such as {@code x -> x.square()}. */
    public L activation(Activation activation) {
        requireUnbuilt("activation");
        this.activation = activation;
        return self();
    }

    /** Whether a bias is added; true by default. */
    public L useBias(boolean useBias) {
        requireUnbuilt("useBias");
        this.useBias = useBias;
        return self();
    }

    public L kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public L kernelInitializer(Initializer initializer) {
        requireUnbuilt("kernelInitializer");
        this.kernelInitializer = initializer;
        return self();
    }

    public L biasInitializer(String name) {
        return biasInitializer(Initializers.get(name));
    }

    public L biasInitializer(Initializer initializer) {
        requireUnbuilt("biasInitializer");
        this.biasInitializer = initializer;
        return self();
    }

    public L kernelRegularizer(String name) {
        return kernelRegularizer(Regularizers.get(name));
    }

    public L kernelRegularizer(Regularizer regularizer) {
        requireUnbuilt("kernelRegularizer");
        this.kernelRegularizer = regularizer;
        return self();
    }

    public L biasRegularizer(String name) {
        return biasRegularizer(Regularizers.get(name));
    }

    public L biasRegularizer(Regularizer regularizer) {
        requireUnbuilt("biasRegularizer");
        this.biasRegularizer = regularizer;
        return self();
    }

    public L kernelConstraint(String name) {
        return kernelConstraint(Constraints.get(name));
    }

    public L kernelConstraint(Constraint constraint) {
        requireUnbuilt("kernelConstraint");
        this.kernelConstraint = constraint;
        return self();
    }

    public L biasConstraint(String name) {
        return biasConstraint(Constraints.get(name));
    }

    public L biasConstraint(Constraint constraint) {
        requireUnbuilt("biasConstraint");
        this.biasConstraint = constraint;
        return self();
    }

    /** The kernel; null before the layer is built. */
    public Variable kernel() {
        return kernel;
    }

    /** The bias; null without one. */
    public Variable bias() {
        return bias;
    }

    final void addKernelAndBias(Shape kernelShape, int outputs) {
        addKernel("kernel", kernelShape);
        addBias(outputs);
    }

    final void addKernel(String name, Shape shape) {
        kernel = addWeight(name, shape, kernelInitializer, true, kernelRegularizer, kernelConstraint);
    }

    final void addBias(int outputs) {
        addBias(Shape.of(outputs));
    }

    final void addBias(Shape shape) {
        if (useBias) {
            bias = addWeight("bias", shape, biasInitializer, true, biasRegularizer, biasConstraint);
        }
    }

    /** Adds the bias along the last axis and applies the activation. */
    final Tensor finish(Tensor y) {
        return activation.apply(bias == null ? y : y.add(bias));
    }

    final void kernelOptions(Options o) {
        kernelOptions(o, "kernel");
    }

    /** @param prefix what configs call the kernel */
    final void kernelOptions(Options o, String prefix) {
        o.flag("use_bias", () -> useBias, v -> useBias = v);
        parameterOptions(o, prefix);
    }

    /** The options of a layer that always has a bias, or decides about it in another way. */
    final void parameterOptions(Options o) {
        parameterOptions(o, "kernel");
    }

    private void parameterOptions(Options o, String prefix) {
        o.activation("activation", () -> activation, v -> activation = v)
                .initializer(prefix + "_initializer", () -> kernelInitializer, v -> kernelInitializer = v)
                .initializer("bias_initializer", () -> biasInitializer, v -> biasInitializer = v)
                .regularizer(prefix + "_regularizer", () -> kernelRegularizer, v -> kernelRegularizer = v)
                .regularizer("bias_regularizer", () -> biasRegularizer, v -> biasRegularizer = v)
                .constraint(prefix + "_constraint", () -> kernelConstraint, v -> kernelConstraint = v)
                .constraint("bias_constraint", () -> biasConstraint, v -> biasConstraint = v);
    }
}
