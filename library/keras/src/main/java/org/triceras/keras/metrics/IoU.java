package org.triceras.keras.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.config.KerasConfig;

/** The mean over some classes of the overlap of targets and predictions over their union. */
public class IoU extends Metric {
    private final int classes;
    private final int[] targets;
    private final Variable counts;

    /** For class numbers. @param targetClassIds the classes that count */
    public IoU(int numClasses, int... targetClassIds) {
        this(numClasses, targetClassIds, "io_u");
        settings()
                .with("num_classes", numClasses)
                .with("target_class_ids", list(targetClassIds))
                .with("ignore_class", null)
                .with("sparse_y_true", true)
                .with("sparse_y_pred", true)
                .with("axis", -1);
    }

    /** For subclasses, which add their own options. */
    IoU(int classes, int[] targets, String name) {
        name(name);
        this.classes = classes;
        this.targets = targets;
        this.counts = addVariable("total_confusion_matrix", Shape.of(classes, classes));
    }

    static List<Integer> list(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    static int[] all(int classes) {
        return IntStream.range(0, classes).toArray();
    }

    /** Targets of this class number do not count. */
    public IoU ignoreClass(int id) {
        settings().set("ignore_class", id);
        return this;
    }

    /** True (the default) when targets are class numbers, false for one-hot vectors. */
    public IoU sparseYTrue(boolean sparse) {
        settings().set("sparse_y_true", sparse);
        return this;
    }

    /** True (the default) when predictions are class numbers, false for scores. */
    public IoU sparseYPred(boolean sparse) {
        settings().set("sparse_y_pred", sparse);
        return this;
    }

    boolean isSparse(String option) {
        return settings().flag(option);
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        int axis = settings().get("axis") instanceof Number n ? n.intValue() : -1;
        Tensor truth = (isSparse("sparse_y_true") ? yTrue : yTrue.argmax(axis)).reshape(-1);
        Tensor prediction = (isSparse("sparse_y_pred") ? yPred : yPred.argmax(axis)).reshape(-1);
        // Class numbers out of range have no column, so they count nowhere.
        Tensor rows = truth.cast("int32").oneHot(classes).cast("float32");
        Tensor columns = prediction.cast("int32").oneHot(classes).cast("float32");
        if (settings().get("ignore_class") instanceof Number ignored) {
            rows = rows.mul(truth.ne(ignored.doubleValue()).cast("float32").expandDims(-1));
        }
        if (sampleWeight != null) {
            Tensor weight = sampleWeight.cast("float32");
            while (weight.rank() < yTrue.rank()) {
                weight = weight.expandDims(-1);
            }
            Shape each = isSparse("sparse_y_true") ? yTrue.shape() : weight.shape();
            rows = rows.mul(weight.broadcastTo(each).reshape(-1, 1));
        }
        counts.assignAdd(rows.matmul(columns, true, false));
    }

    @Override
    public Tensor result() {
        double epsilon = KerasConfig.get().epsilon();
        Tensor total = counts.tensor();
        Tensor overlap = total.mul(Tensors.eye(classes, classes)).sum(0);
        Tensor union = total.sum(0).add(total.sum(1)).sub(overlap);
        Tensor chosen = Tensors.of(targets, targets.length).cast(DType.INT32);
        Tensor top = overlap.gather(chosen, 0);
        Tensor below = union.gather(chosen, 0);
        Tensor valid = below.gt(1e-9);
        Tensor each = valid.where(top.div(below.add(epsilon)), 0);
        return each.sum().div(valid.cast("float32").sum().add(epsilon));
    }
}
