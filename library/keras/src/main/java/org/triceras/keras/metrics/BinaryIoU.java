package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** {@link IoU} of the classes 0 and 1, for probabilities. */
public final class BinaryIoU extends IoU {
    /** Both classes and the threshold 0.5. */
    public BinaryIoU() {
        this(0.5, 0, 1);
    }

    /** @param threshold probabilities at or above it are class 1 */
    public BinaryIoU(double threshold, int... targetClassIds) {
        super(2, targetClassIds, "binary_io_u");
        settings().with("target_class_ids", list(targetClassIds)).with("threshold", threshold);
    }

    @Override
    boolean isSparse(String option) {
        return true;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        super.updateState(yTrue, yPred.ge(settings().number("threshold")).cast("int32"), sampleWeight);
    }
}
