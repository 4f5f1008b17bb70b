package org.triceras.benchmarks;

import org.triceras.data.Datasets;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Tensor;

/**
 * What happens to data before training, on MNIST's 60,000 images. Tensors are made anew each time, as users do it.
 */
final class Preparation {
    private static final int TIMES = 15;

    private Preparation() {}

    static void run(Report report) {
        var mnist = Datasets.mnist();
        Tensor images = mnist.trainX();
        Tensor labels = mnist.trainY();
        Tensor order = RandomTensors.permutation(RandomTensors.seed(1, 0), 60_000);
        Tensor x = scaled(images);
        x.buffer().host();
        time(report, "scale", () -> scaled(images).buffer().host());
        time(report, "one_hot", () -> labels.oneHot(10));
        time(report, "shuffle", () -> x.gather(order, 0));
    }

    /** Lazy: the floats are made when they are asked for, or row by row in training. */
    private static Tensor scaled(Tensor images) {
        return images.reshape(60_000, 784).cast("float32").div(255);
    }

    private static void time(Report report, String what, Runnable work) {
        Timer.median(TIMES, work);
        report.add("data", Report.OURS, what, 1e3 * Timer.median(TIMES, work), "ms");
    }
}
