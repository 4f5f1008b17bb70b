package org.triceras.benchmarks;

import org.triceras.Triceras;
import org.triceras.engine.tensor.Tensor;

/** Training and prediction of one of the {@link Models}: medians of five epochs after a warm-up, at batch size 128. */
final class Training {
    private static final int BATCH = 128;
    private static final int TIMES = 5;
    /** Until all that a prediction runs through is compiled for good. */
    private static final int PREDICTIONS = 20_000;

    private Training() {}

    static void run(String workload, Report report) {
        FirstStep.run(workload, report);
        Triceras.setRandomSeed(1);
        Models models = Models.of(workload);
        int samples = models.x().shape().dim(0);
        models.fit(1280, BATCH);
        models.fit(samples, BATCH);
        double fit = Timer.median(TIMES, () -> models.fit(samples, BATCH));
        report.add(workload, Report.OURS, "fit", samples / fit, "samples/s");
        Allocation allocation = new Allocation(2);
        models.model()
                .fit(
                        models.x(),
                        models.y(),
                        f -> f.batchSize(BATCH).epochs(2).verbose(0).callbacks(allocation));
        report.add(workload, Report.OURS, "allocated", allocation.bytes() / 1e3 / (samples / BATCH), "kB a step");
        Runnable predict =
                () -> models.model().predict(models.x(), f -> f.batchSize(BATCH).verbose(0));
        predict.run();
        report.add(workload, Report.OURS, "predict", samples / Timer.median(TIMES, predict), "samples/s");
        Tensor one = models.x().slice(0, 1);
        Runnable single = () -> models.model().predict(one, f -> f.verbose(0));
        for (int i = 0; i < PREDICTIONS; i++) {
            single.run();
        }
        report.add(workload, Report.OURS, "predict_one", 1e6 * Timer.median(500, single), "us");
    }
}
