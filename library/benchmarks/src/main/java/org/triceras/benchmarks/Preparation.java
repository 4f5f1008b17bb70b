package org.triceras.benchmarks;

import org.triceras.data.Datasets;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * What happens to data before training, on MNIST's 60,000 images, and simple operations on 4 million floats in GB/s beside a plain copy. Tensors
 * are made anew each time, as users do it.
 */
final class Preparation {
    private static final int TIMES = 15;
    private static final int FLOATS = 1 << 22;

    private Preparation() {}

    static void run(Report report) {
        var mnist = Datasets.mnist();
        Tensor images = mnist.trainX();
        Tensor labels = mnist.trainY();
        Tensor order = RandomTensors.permutation(RandomTensors.seed(1, 0), 60_000);
        Tensor x = scaled(images);
        time(report, "scale", () -> scaled(images));
        time(report, "one_hot", () -> labels.oneHot(10));
        time(report, "shuffle", () -> x.gather(order, 0));

        Tensor a = RandomTensors.uniform(RandomTensors.seed(2, 0), Shape.of(FLOATS / 1024, 1024), -1, 1);
        Tensor b = RandomTensors.uniform(RandomTensors.seed(3, 0), Shape.of(FLOATS / 1024, 1024), -1, 1);
        float[] from = a.toFloatArray();
        float[] to = new float[FLOATS];
        bandwidth(report, "copy", 8, () -> System.arraycopy(from, 0, to, 0, FLOATS));
        bandwidth(report, "add", 12, () -> a.add(b));
        bandwidth(report, "exp", 8, a::exp);
        bandwidth(report, "sum", 4, a::sum);
        bandwidth(report, "column_sums", 4, () -> a.sum(0));
        bandwidth(report, "column_maxima", 4, () -> a.max(0));
        Tensor greater = a.gt(b);
        bandwidth(report, "where", 13, () -> greater.where(a, b));
        bandwidth(report, "softmax", 8, a::softmax);
    }

    private static Tensor scaled(Tensor images) {
        return images.reshape(60_000, 784).cast("float32").div(255);
    }

    private static void time(Report report, String what, Runnable work) {
        Timer.median(TIMES, work);
        report.add("data", Report.OURS, what, 1e3 * Timer.median(TIMES, work), "ms");
    }

    /** @param bytes read and written for each float */
    private static void bandwidth(Report report, String what, int bytes, Runnable work) {
        Timer.median(2 * TIMES, work);
        report.add("data", Report.OURS, what, 1e-9 * bytes * FLOATS / Timer.median(2 * TIMES, work), "GB/s");
    }
}
