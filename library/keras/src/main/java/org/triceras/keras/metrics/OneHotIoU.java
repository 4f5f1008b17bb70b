package org.triceras.keras.metrics;

/** {@link IoU} for one-hot targets and scores. */
public final class OneHotIoU extends IoU {
    public OneHotIoU(int numClasses, int... targetClassIds) {
        super(numClasses, targetClassIds, "one_hot_io_u");
        settings()
                .with("num_classes", numClasses)
                .with("target_class_ids", list(targetClassIds))
                .with("ignore_class", null)
                .with("sparse_y_pred", false)
                .with("axis", -1);
    }
}
