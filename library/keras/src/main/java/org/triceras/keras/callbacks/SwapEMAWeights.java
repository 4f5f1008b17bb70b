package org.triceras.keras.callbacks;

import java.util.Map;
import org.triceras.engine.error.StateException;
import org.triceras.keras.optimizers.SlotOptimizer;

/**
 * Puts the optimizer's running averages in the place of the weights while the model is evaluated, and back afterwards. The optimizer must
 * have {@code useEma}.
 */
public final class SwapEMAWeights extends Callback {
    private boolean swapOnEpoch;
    private boolean swapped;

    /** True swaps at the end of each epoch, so that callbacks behind this one save averages; false, the default, around evaluation. */
    public SwapEMAWeights swapOnEpoch(boolean swap) {
        this.swapOnEpoch = swap;
        return this;
    }

    private void swap(boolean averages) {
        if (swapped == averages) {
            return;
        }
        if (!(model().optimizer() instanceof SlotOptimizer<?> optimizer) || !optimizer.usesEma()) {
            throw new StateException("SwapEMAWeights: expected an optimizer with useEma. Received "
                    + model().optimizer().className() + " without. Try adam().useEma(0.99, null).");
        }
        optimizer.swapAverages();
        swapped = averages;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        swapped = false;
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        if (swapOnEpoch) {
            swap(false);
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        if (swapOnEpoch) {
            swap(true);
        }
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        swap(false);
    }

    @Override
    public void onTestBegin(Map<String, Double> logs) {
        swap(true);
    }

    @Override
    public void onTestEnd(Map<String, Double> logs) {
        swap(false);
    }

    @Override
    public void onPredictBegin(Map<String, Double> logs) {
        swap(true);
    }

    @Override
    public void onPredictEnd(Map<String, Double> logs) {
        swap(false);
    }
}
