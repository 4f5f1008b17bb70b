package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.activations.Activation;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.activations.StandardActivation;
import org.triceras.keras.constraints.Constraint;
import org.triceras.keras.initializers.GlorotUniform;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Orthogonal;
import org.triceras.keras.initializers.Zeros;
import org.triceras.keras.regularizers.Regularizer;

/** One step of a recurrent layer: its weights, its options, and how a step's input and the states make the next states. */
public abstract class RecurrentCell extends Layer {
    int units;
    Activation activation = StandardActivation.TANH;
    Activation recurrentActivation = StandardActivation.SIGMOID;
    boolean useBias = true;
    Initializer kernelInitializer = new GlorotUniform();
    Initializer recurrentInitializer = new Orthogonal();
    Initializer biasInitializer = new Zeros();
    Regularizer kernelRegularizer;
    Regularizer recurrentRegularizer;
    Regularizer biasRegularizer;
    Constraint kernelConstraint;
    Constraint recurrentConstraint;
    Constraint biasConstraint;
    double dropout;
    double recurrentDropout;
    Long seed;
    private final int gates;
    private Variable kernel;
    private Variable recurrentKernel;
    private Variable bias;

    RecurrentCell(String name, int gates) {
        this.gates = gates;
        setName(name);
    }

    /** The number of state tensors, each (batch, units). */
    abstract int states();

    /** From a step's projected input, (batch, gates * units), and the states to the new states; the first is the output. */
    abstract List<Tensor> step(Tensor projected, List<Tensor> states, Tensor recurrentMask);

    Shape kernelShape(int features) {
        return Shape.of(features, gates * units);
    }

    Shape recurrentShape() {
        return Shape.of(units, gates * units);
    }

    /** The shape of a state for one step's inputs. */
    Shape stateShape(Shape step) {
        return Shape.of(step.dim(0), units);
    }

    /** The shape of one of several states that differ. */
    Shape stateShape(Shape step, int state) {
        return stateShape(step);
    }

    /** Which of the states is the output, too. */
    int outputState() {
        return 0;
    }

    /** The length of the last axis of the input, once the cell is built. */
    int features(int axis) {
        return kernel.shape().dim(axis);
    }

    // ---- options, for cells in an RNN layer ----

    /** The activation of the candidate or output; "tanh" by default. */
    public RecurrentCell activation(String name) {
        activation = Activations.get(name);
        return this;
    }

    /** The gates' activation; "sigmoid" by default. */
    public RecurrentCell recurrentActivation(String name) {
        recurrentActivation = Activations.get(name);
        return this;
    }

    public RecurrentCell useBias(boolean on) {
        useBias = on;
        return this;
    }

    /** The part of the inputs to drop in training, the same at all steps; for a cell that is alone in its layer. */
    public RecurrentCell dropout(double rate) {
        dropout = rate;
        return this;
    }

    /** The part of the states to drop in training, the same at all steps; for a cell that is alone in its layer. */
    public RecurrentCell recurrentDropout(double rate) {
        recurrentDropout = rate;
        return this;
    }

    /** What the bias's shape is. */
    Shape biasShape() {
        return Shape.of(gates * units);
    }

    Initializer firstBias() {
        return biasInitializer;
    }

    @Override
    public void build(Shape input) {
        kernel = addWeight(
                "kernel", kernelShape(input.last()), kernelInitializer, true, kernelRegularizer, kernelConstraint);
        recurrentKernel = addWeight(
                "recurrent_kernel",
                recurrentShape(),
                recurrentInitializer,
                true,
                recurrentRegularizer,
                recurrentConstraint);
        if (useBias) {
            bias = addWeight("bias", biasShape(), firstBias(), true, biasRegularizer, biasConstraint);
        }
    }

    /** The part of every step that needs no state, (rows, features) to (rows, gates * units), for all steps in one product. */
    Tensor project(Tensor rows) {
        Tensor y = rows.matmul(kernel);
        return bias == null ? y : y.add(inputBias());
    }

    Tensor inputBias() {
        return bias.tensor();
    }

    final Tensor recurrentKernel() {
        return recurrentKernel.tensor();
    }

    final Variable kernelVariable() {
        return kernel;
    }

    final Variable bias() {
        return bias;
    }

    static Tensor masked(Tensor h, Tensor mask) {
        return mask == null ? h : h.mul(mask);
    }

    /** One step of the cell applied by itself: input and states to output and new states. */
    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        List<Tensor> next = step(project(xs.get(0)), xs.subList(1, xs.size()), null);
        List<Tensor> outputs = new java.util.ArrayList<>(List.of(next.get(0)));
        outputs.addAll(next);
        return outputs;
    }

    @Override
    public boolean takesInitialState() {
        return true;
    }

    /** The options in Keras's order, as the layer around the cell and the cell itself list them. */
    void cellOptions(Options o) {
        sizeOptions(o);
        o.activation("activation", () -> activation, v -> activation = v);
        if (gates > 1) {
            o.activation("recurrent_activation", () -> recurrentActivation, v -> recurrentActivation = v);
        }
        o.flag("use_bias", () -> useBias, v -> useBias = v)
                .initializer("kernel_initializer", () -> kernelInitializer, v -> kernelInitializer = v)
                .initializer("recurrent_initializer", () -> recurrentInitializer, v -> recurrentInitializer = v)
                .initializer("bias_initializer", () -> biasInitializer, v -> biasInitializer = v)
                .regularizer("kernel_regularizer", () -> kernelRegularizer, v -> kernelRegularizer = v)
                .regularizer("recurrent_regularizer", () -> recurrentRegularizer, v -> recurrentRegularizer = v)
                .regularizer("bias_regularizer", () -> biasRegularizer, v -> biasRegularizer = v)
                .constraint("kernel_constraint", () -> kernelConstraint, v -> kernelConstraint = v)
                .constraint("recurrent_constraint", () -> recurrentConstraint, v -> recurrentConstraint = v)
                .constraint("bias_constraint", () -> biasConstraint, v -> biasConstraint = v)
                .number("dropout", () -> dropout, v -> dropout = v)
                .number("recurrent_dropout", () -> recurrentDropout, v -> recurrentDropout = v);
    }

    /** What says how large the cell is. */
    void sizeOptions(Options o) {
        o.integer("units", () -> units, v -> units = v).required("a number of units above 0");
    }

    @Override
    protected void options(Options o) {
        cellOptions(o);
    }
}
