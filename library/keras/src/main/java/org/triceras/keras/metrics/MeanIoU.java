package org.triceras.keras.metrics;

/** {@link IoU} of all classes. */
public final class MeanIoU extends IoU {
    public MeanIoU(int numClasses) {
        super(numClasses, all(numClasses), "mean_io_u");
        settings()
                .with("num_classes", numClasses)
                .with("ignore_class", null)
                .with("sparse_y_true", true)
                .with("sparse_y_pred", true)
                .with("axis", -1);
    }
}
