package org.triceras.keras.losses;

import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Tensor;

/** Checks class numbers. A compiled step cannot: there, a class that does not exist would just be a row without a one. */
public final class ClassLabels {
    private ClassLabels() {}

    /**
     * Does nothing for symbolic tensors.
     *
     * @param user what needs the labels, for the message
     * @param ignored a label that may also occur, or null
     * @throws DataException for a label that is not from 0 to below {@code classes}
     */
    public static void require(String user, Tensor labels, int classes, Integer ignored) {
        if (!labels.isConcrete() || classes < 0) {
            return;
        }
        HostBuffer values = labels.buffer().host();
        for (int i = 0; i < values.size(); i++) {
            double label = values.getDouble(i);
            if (!(label >= 0 && label < classes) && !(ignored != null && label == ignored)) {
                int samples = labels.rank() == 0 ? 1 : labels.shape().dim(0);
                throw new DataException(user + ": expected class numbers from 0 to " + (classes - 1)
                        + ", as the predictions have " + classes + " classes. Received "
                        + (label == Math.rint(label) ? String.valueOf((long) label) : String.valueOf(label))
                        + ", first in sample " + i / Math.max(1, values.size() / samples) + ". "
                        + advice(label, classes));
            }
        }
    }

    private static String advice(double label, int classes) {
        if (label < 0) {
            return "To leave samples with this label out, use new SparseCategoricalCrossentropy().ignoreClass("
                    + (long) label + ").";
        }
        if (label == classes) {
            return "If the labels count from 1, take one off: y.sub(1). Else give the last layer more units, "
                    + (classes + 1) + " or more.";
        }
        return label > classes
                ? "Give the last layer more units, " + ((long) label + 1) + " or more, or check the labels."
                : "Remove such samples.";
    }
}
