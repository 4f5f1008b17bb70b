package org.triceras.benchmarks;

import java.lang.management.ManagementFactory;
import org.triceras.Triceras;
import org.triceras.engine.tensor.Tensor;

/** Training and prediction of one of the {@link Models}: medians of five epochs after a warm-up, at batch size 128. */
final class Training {
    private static final int BATCH = 128;
    private static final int TIMES = 5;

    private Training() {}

    static void run(String workload, Report report) {
        Triceras.setRandomSeed(1);
        Models models = Models.of(workload);
        int samples = models.x().shape().dim(0);
        long start = System.nanoTime();
        models.fit(BATCH, BATCH);
        report.add(workload, Report.OURS, "first_step", (System.nanoTime() - start) / 1e9, "s");
        models.fit(1280, BATCH);
        models.fit(samples, BATCH);
        double fit = Timer.median(TIMES, () -> models.fit(samples, BATCH));
        report.add(workload, Report.OURS, "fit", samples / fit, "samples/s");
        // One epoch more: vector kernels that C2 has not compiled yet allocate a lot.
        long bytes = allocated();
        models.fit(samples, BATCH);
        bytes = allocated() - bytes;
        report.add(workload, Report.OURS, "allocated", bytes / 1e3 / (samples / BATCH), "kB a step");
        Runnable predict =
                () -> models.model().predict(models.x(), f -> f.batchSize(BATCH).verbose(0));
        predict.run();
        report.add(workload, Report.OURS, "predict", samples / Timer.median(TIMES, predict), "samples/s");
        Tensor one = models.x().slice(0, 1);
        Runnable single = () -> models.model().predict(one, f -> f.verbose(0));
        for (int i = 0; i < 2000; i++) {
            single.run();
        }
        report.add(workload, Report.OURS, "predict_one", 1e6 * Timer.median(500, single), "us");
    }

    /** Bytes that the calling thread has allocated so far. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
