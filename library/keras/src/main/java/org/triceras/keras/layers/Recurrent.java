package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Loops;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.activations.Activation;
import org.triceras.keras.activations.Activations;
import org.triceras.keras.constraints.Constraints;
import org.triceras.keras.initializers.Initializer;
import org.triceras.keras.initializers.Initializers;
import org.triceras.keras.regularizers.Regularizer;
import org.triceras.keras.regularizers.Regularizers;
import org.triceras.keras.util.SeedGenerator;

/**
 * What recurrent layers share. The input is (batch, steps, features); further inputs are initial states. The projection of all
 * steps' inputs is one matrix product outside of the loop, which runs over the time axis first.
 */
public abstract class Recurrent<L extends Recurrent<L>> extends FluentLayer<L> {
    private RecurrentCell cell;
    private boolean returnSequences;
    private boolean returnState;
    private boolean goBackwards;
    private boolean stateful;
    private boolean unroll;
    private boolean zeroOutputForMask;
    private SeedGenerator seedGenerator;
    private List<Variable> kept;

    Recurrent(RecurrentCell cell) {
        this.cell = cell;
    }

    static int positive(int units) {
        if (units <= 0) {
            throw new ArgumentException("Expected units above 0. Received " + units + ".");
        }
        return units;
    }

    // ---- options ----

    /** Whether the output is that of all steps, (batch, steps, units), instead of the last one's. */
    public L returnSequences(boolean on) {
        requireUnbuilt("returnSequences");
        this.returnSequences = on;
        return self();
    }

    /** Whether the last states are further outputs. */
    public L returnState(boolean on) {
        requireUnbuilt("returnState");
        this.returnState = on;
        return self();
    }

    /** From the last step to the first; the outputs of all steps are in that order. */
    public L goBackwards(boolean on) {
        requireUnbuilt("goBackwards");
        this.goBackwards = on;
        return self();
    }

    /** Whether each batch starts from the states that the one before ended with; needs a fixed batch size. */
    public L stateful(boolean on) {
        requireUnbuilt("stateful");
        this.stateful = on;
        return self();
    }

    /** Whether the loop is written out, step by step; for short sequences. */
    public L unroll(boolean on) {
        requireUnbuilt("unroll");
        this.unroll = on;
        return self();
    }

    /** Whether masked steps put out zeros instead of the output before. */
    public L zeroOutputForMask(boolean on) {
        this.zeroOutputForMask = on;
        return self();
    }

    public L activation(String name) {
        return activation(Activations.get(name));
    }

    public L activation(Activation activation) {
        requireUnbuilt("activation");
        cell.activation = activation;
        return self();
    }

    public L useBias(boolean on) {
        requireUnbuilt("useBias");
        cell.useBias = on;
        return self();
    }

    public L kernelInitializer(String name) {
        return kernelInitializer(Initializers.get(name));
    }

    public L kernelInitializer(Initializer initializer) {
        requireUnbuilt("kernelInitializer");
        cell.kernelInitializer = initializer;
        return self();
    }

    public L recurrentInitializer(String name) {
        return recurrentInitializer(Initializers.get(name));
    }

    public L recurrentInitializer(Initializer initializer) {
        requireUnbuilt("recurrentInitializer");
        cell.recurrentInitializer = initializer;
        return self();
    }

    public L biasInitializer(String name) {
        requireUnbuilt("biasInitializer");
        cell.biasInitializer = Initializers.get(name);
        return self();
    }

    public L kernelRegularizer(String name) {
        return kernelRegularizer(Regularizers.get(name));
    }

    public L kernelRegularizer(Regularizer regularizer) {
        requireUnbuilt("kernelRegularizer");
        cell.kernelRegularizer = regularizer;
        return self();
    }

    public L recurrentRegularizer(String name) {
        requireUnbuilt("recurrentRegularizer");
        cell.recurrentRegularizer = Regularizers.get(name);
        return self();
    }

    public L biasRegularizer(String name) {
        requireUnbuilt("biasRegularizer");
        cell.biasRegularizer = Regularizers.get(name);
        return self();
    }

    public L kernelConstraint(String name) {
        requireUnbuilt("kernelConstraint");
        cell.kernelConstraint = Constraints.get(name);
        return self();
    }

    public L recurrentConstraint(String name) {
        requireUnbuilt("recurrentConstraint");
        cell.recurrentConstraint = Constraints.get(name);
        return self();
    }

    /** The part of the inputs' features to drop in training, the same at all steps. */
    public L dropout(double rate) {
        requireUnbuilt("dropout");
        cell.dropout = rate;
        return self();
    }

    /** The part of the state's features to drop in training, the same at all steps. */
    public L recurrentDropout(double rate) {
        requireUnbuilt("recurrentDropout");
        cell.recurrentDropout = rate;
        return self();
    }

    public L seed(long seed) {
        requireUnbuilt("seed");
        cell.seed = seed;
        return self();
    }

    RecurrentCell cell() {
        return cell;
    }

    /** For the layer whose cell comes with its config. */
    final void setCell(RecurrentCell cell) {
        this.cell = cell;
    }

    boolean returnsSequences() {
        return returnSequences;
    }

    boolean returnsState() {
        return returnState;
    }

    boolean goesBackwards() {
        return goBackwards;
    }

    public boolean isStateful() {
        return stateful;
    }

    // ---- computation ----

    /** The number of axes of the input. */
    int inputRank() {
        return 3;
    }

    @Override
    public void build(Shape input) {
        if (input.rank() != inputRank() || input.last() == Shape.UNKNOWN) {
            throw new ShapeException("Expected an input of shape (batch, steps, "
                    + (inputRank() == 3 ? "features" : "sizes of an image, channels") + ") with a known number of"
                    + " features. Received " + input + ". For sequences of single numbers add an axis with"
                    + " reshape(steps, 1); for word numbers put embedding(...) before it; a"
                    + " recurrent layer before it needs returnSequences(true).");
        }
        cell.ensureBuilt(List.of(input.without(1)));
        seedGenerator = new SeedGenerator(cell.seed, path());
        if (stateful) {
            if (input.dim(0) == Shape.UNKNOWN) {
                throw new StateException("A stateful layer needs a fixed batch size. Expected an input made with"
                        + " batchInput(batch, steps, features). Received " + input + ".");
            }
            kept = new ArrayList<>();
            for (int i = 0; i < cell.states(); i++) {
                Tensor zeros = Tensors.zeros(new Spec(cell.stateShape(input.without(1), i), dtype()));
                kept.add(new Variable(zeros, path() + "/rnn_state", false));
            }
        }
    }

    @Override
    protected boolean keepsBatchSize() {
        return stateful;
    }

    /** Sets the states that a stateful layer keeps to zero. */
    public void resetState() {
        if (kept != null) {
            kept.forEach(v -> v.assign(Tensors.zeros(v.spec())));
        }
    }

    @Override
    protected void checkInputs(List<Spec> inputs) {
        Shape shape = inputs.get(0).shape();
        int features = cell.features(inputRank() - 3);
        if (shape.rank() != inputRank() || shape.last() != features) {
            throw new ShapeException("Expected an input of shape (batch, steps, "
                    + (inputRank() == 3 ? "" : "sizes of an image, ") + features + "). Received " + shape + ".");
        }
        if (inputs.size() > 1 && inputs.size() != 1 + cell.states()) {
            throw new ShapeException("Expected the sequence and " + cell.states() + " initial states, or the sequence"
                    + " alone. Received " + inputs.size() + " inputs.");
        }
        if (stateful && shape.dim(0) != kept.get(0).shape().dim(0)) {
            throw new ShapeException("A stateful layer works with one batch size. Expected "
                    + kept.get(0).shape().dim(0) + " samples. Received " + shape.dim(0) + ".");
        }
    }

    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        Tensor x = xs.get(0);
        int batch = x.shape().dim(0);
        int steps = x.shape().dim(1);
        Shape step = x.shape().without(1);
        List<Tensor> states = firstStates(xs, step);
        Tensor sequence = swapped(x);
        Tensor recurrentMask = null;
        if (context.training() && cell.dropout > 0) {
            sequence = sequence.mul(
                    Dropout.keepMask(cell.dropout, step, seedGenerator).cast(x.dtype()));
        }
        if (context.training() && cell.recurrentDropout > 0) {
            recurrentMask = Dropout.keepMask(cell.recurrentDropout, cell.stateShape(step), seedGenerator)
                    .cast(x.dtype());
        }
        Tensor projected = Convolutions.split(cell.project(Convolutions.merge(sequence)), steps, batch);
        Tensor mask = context.mask() == null ? null : context.mask().transpose(1, 0);
        while (mask != null && mask.rank() < x.rank()) {
            mask = mask.expandDims(-1);
        }
        // With a mask, the output of a masked first step is zero, which is the state only if that starts at zero.
        boolean separateOutput = mask != null && (stateful || xs.size() > 1 || zeroOutputForMask);
        return finish(run(projected, mask, states, steps, recurrentMask, separateOutput), separateOutput);
    }

    /** With the first two axes exchanged. */
    private static Tensor swapped(Tensor x) {
        int[] order = java.util.stream.IntStream.range(0, x.rank()).toArray();
        order[0] = 1;
        order[1] = 0;
        return x.transpose(order);
    }

    private List<Tensor> firstStates(List<Tensor> xs, Shape step) {
        if (xs.size() > 1) {
            return xs.subList(1, xs.size());
        }
        List<Tensor> states = new ArrayList<>();
        for (int i = 0; i < cell.states(); i++) {
            states.add(stateful ? kept.get(i).tensor() : Tensors.zeros(new Spec(cell.stateShape(step, i), dtype())));
        }
        return states;
    }

    private Loops.LoopResult run(
            Tensor projected,
            Tensor mask,
            List<Tensor> states,
            int steps,
            Tensor recurrentMask,
            boolean separateOutput) {
        List<Tensor> carries = new ArrayList<>(states);
        if (separateOutput) {
            carries.add(Tensors.zeros(states.get(cell.outputState()).spec()));
        }
        List<Tensor> sequences = new ArrayList<>(List.of(projected));
        if (mask != null) {
            sequences.add(mask);
        }
        Loops.Step step = (before, slices) ->
                step(before, slices.get(0), slices.size() > 1 ? slices.get(1) : null, recurrentMask, separateOutput);
        return unroll
                ? unrolled(carries, sequences, steps, step)
                : Loops.scan(carries, sequences, steps, goBackwards, step);
    }

    private Loops.StepResult step(
            List<Tensor> before, Tensor slice, Tensor mask, Tensor recurrentMask, boolean separateOutput) {
        List<Tensor> states = before.subList(0, cell.states());
        List<Tensor> next = cell.step(slice, states, recurrentMask);
        if (mask == null) {
            return new Loops.StepResult(next, outputs(next.get(cell.outputState())));
        }
        List<Tensor> kept = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            kept.add(choose(mask, next.get(i), states.get(i)));
        }
        Tensor output = kept.get(cell.outputState());
        if (separateOutput) {
            Tensor otherwise = zeroOutputForMask ? Tensors.zeros(output.spec()) : before.get(before.size() - 1);
            output = choose(mask, next.get(cell.outputState()), otherwise);
            kept.add(output);
        }
        return new Loops.StepResult(kept, outputs(output));
    }

    private List<Tensor> outputs(Tensor output) {
        return returnSequences ? List.of(output) : List.of();
    }

    private static Tensor choose(Tensor mask, Tensor yes, Tensor no) {
        return mask.broadcastTo(yes.shape()).where(yes, no);
    }

    private Loops.LoopResult unrolled(List<Tensor> carries, List<Tensor> sequences, int steps, Loops.Step step) {
        List<Tensor> states = carries;
        List<Tensor> outputs = new ArrayList<>(Collections.nCopies(steps, null));
        for (int i = 0; i < steps; i++) {
            int t = goBackwards ? steps - 1 - i : i;
            Loops.StepResult result =
                    step.apply(states, sequences.stream().map(s -> s.at(t)).toList());
            states = result.states();
            if (returnSequences) {
                outputs.set(t, result.outputs().get(0));
            }
        }
        return new Loops.LoopResult(states, returnSequences ? List.of(Tensors.stack(0, outputs)) : List.of());
    }

    private List<Tensor> finish(Loops.LoopResult result, boolean separateOutput) {
        List<Tensor> states = result.states().subList(0, cell.states());
        if (stateful) {
            for (int i = 0; i < kept.size(); i++) {
                kept.get(i).assign(states.get(i));
            }
        }
        Tensor output;
        if (returnSequences) {
            Tensor all = result.outputs().get(0);
            output = swapped(goBackwards ? all.flip(0) : all);
        } else {
            output = separateOutput ? result.states().get(cell.states()) : states.get(cell.outputState());
        }
        List<Tensor> outputs = new ArrayList<>(List.of(output));
        if (returnState) {
            outputs.addAll(states);
        }
        return outputs;
    }

    @Override
    public boolean takesInitialState() {
        return true;
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        List<Tensor> result = new ArrayList<>(Collections.nCopies(outputs.size(), null));
        result.set(0, returnSequences ? masks.get(0) : null);
        return result;
    }

    @Override
    protected void options(Options o) {
        loopOptions(o);
        cell.cellOptions(o);
        o.regularizer("activity_regularizer", this::activityRegularizer, this::setActivityRegularizer);
    }

    /** The options that do not belong to the cell. */
    final void loopOptions(Options o) {
        o.flag("return_sequences", () -> returnSequences, v -> returnSequences = v)
                .flag("return_state", () -> returnState, v -> returnState = v)
                .flag("go_backwards", () -> goBackwards, v -> goBackwards = v)
                .flag("stateful", () -> stateful, v -> stateful = v)
                .flag("unroll", () -> unroll, v -> unroll = v)
                .flag("zero_output_for_mask", () -> zeroOutputForMask, v -> zeroOutputForMask = v);
    }
}
