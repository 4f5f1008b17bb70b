package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.triceras.engine.tensor.Tensor;

/** What a layer may ask about the call it is in: training or inference, the masks of its inputs, the losses collected so far. */
public final class CallContext {
    private static final ThreadLocal<CallContext> CURRENT = new ThreadLocal<>();
    private static final CallContext INFERENCE = new CallContext(false, List.of(), new ArrayList<>());

    private final boolean training;
    private final List<Tensor> masks;
    private final List<Tensor> losses;

    private CallContext(boolean training, List<Tensor> masks, List<Tensor> losses) {
        this.training = training;
        this.masks = masks;
        this.losses = losses;
    }

    /** The call that this thread is in; inference without masks outside of any. */
    public static CallContext current() {
        CallContext context = CURRENT.get();
        return context == null ? INFERENCE : context;
    }

    /** Runs {@code action} in a new context, which gathers its own losses. */
    public static <T> T with(boolean training, Supplier<T> action) {
        return new CallContext(training, List.of(), new ArrayList<>()).run(action);
    }

    /** This context for one layer's call: its inputs' masks, the same losses. */
    CallContext forMasks(List<Tensor> ofInputs) {
        return new CallContext(training, Collections.unmodifiableList(ofInputs), losses);
    }

    /** This context with training switched; losses are shared. */
    CallContext forTraining(boolean on) {
        return new CallContext(on, masks, losses);
    }

    <T> T run(Supplier<T> action) {
        return ThreadScope.within(CURRENT, this, action);
    }

    /** True in fit, false in evaluate and predict. */
    public boolean training() {
        return training;
    }

    /** The mask of the first input, true where it counts, or null. */
    public Tensor mask() {
        return mask(0);
    }

    /** The mask of an input, or null. */
    public Tensor mask(int input) {
        return input < masks.size() ? masks.get(input) : null;
    }

    /** Losses that layers added in this call. */
    public List<Tensor> losses() {
        return losses;
    }

    void addLoss(Tensor loss) {
        if (this != INFERENCE) {
            losses.add(loss);
        }
    }
}
