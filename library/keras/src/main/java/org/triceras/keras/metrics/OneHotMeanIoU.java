package org.triceras.keras.metrics;

/** {@link IoU} of all classes, for one-hot targets and scores. */
public final class OneHotMeanIoU extends IoU {
    public OneHotMeanIoU(int numClasses) {
        super(numClasses, all(numClasses), "one_hot_mean_io_u");
        settings()
                .with("num_classes", numClasses)
                .with("ignore_class", null)
                .with("sparse_y_pred", false)
                .with("axis", -1);
    }
}
