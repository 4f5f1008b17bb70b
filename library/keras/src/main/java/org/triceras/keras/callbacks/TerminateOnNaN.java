package org.triceras.keras.callbacks;

import java.util.Map;
import org.triceras.engine.error.StateException;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** Ends training when the loss is not a finite number. It looks at the loss after each batch, which costs some time. */
public final class TerminateOnNaN extends Callback {
    private boolean raiseError;

    /** True to throw and not just to end. */
    public TerminateOnNaN raiseError(boolean raise) {
        this.raiseError = raise;
        return this;
    }

    @Override
    public boolean wantsBatchLogs() {
        return true;
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        Double loss = logs.get("loss");
        if (loss == null || Double.isFinite(loss)) {
            return;
        }
        if (raiseError) {
            throw new StateException("Batch " + batch + ": expected a finite loss. Received " + loss
                    + ". Try a smaller learning rate, or check the data.");
        }
        Display.show(MimeBundle.text("Batch " + batch + ": the loss is " + loss + ", so training ends."));
        model().stopTraining();
    }
}
