package org.triceras.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.triceras.Triceras;
import org.triceras.charts.Chart;
import org.triceras.charts.Charts;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** How the cost of an epoch and the memory it needs grow with batch size, width, depth and data, for the perceptron. */
final class Scaling {
    private static final int SAMPLES = 12_800;

    private Scaling() {}

    static void run(Report report) {
        Triceras.setRandomSeed(1);
        Models usual = Models.mlp(SAMPLES, 512, 2);
        plot("batch size", new int[] {1, 7, 32, 128, 512, 1000}, report, batch -> measure(usual, SAMPLES, batch));
        plot(
                "width",
                new int[] {64, 128, 256, 512, 1024, 2048},
                report,
                width -> measure(Models.mlp(SAMPLES, width, 2), SAMPLES, 128));
        plot(
                "depth",
                new int[] {1, 2, 4, 8, 16},
                report,
                depth -> measure(Models.mlp(SAMPLES, 512, depth), SAMPLES, 128));
        plot(
                "samples",
                new int[] {6_400, 12_800, 25_600, 51_200},
                report,
                samples -> measure(Models.mlp(samples, 512, 2), samples, 128));
    }

    /** @param seconds of one epoch; heap in MB after it, garbage collected */
    private record Cost(double seconds, double heap) {}

    private interface Measurement {
        Cost at(int size);
    }

    private static Cost measure(Models models, int samples, int batch) {
        models.fit(Math.min(samples, 20 * batch), batch);
        double seconds = Timer.median(3, () -> models.fit(samples, batch));
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
        return new Cost(seconds, heap);
    }

    private static void plot(String axis, int[] sizes, Report report, Measurement measurement) {
        float[] seconds = new float[sizes.length];
        float[] heap = new float[sizes.length];
        float[] x = new float[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            Cost cost = measurement.at(sizes[i]);
            x[i] = sizes[i];
            seconds[i] = (float) cost.seconds();
            heap[i] = (float) cost.heap();
            report.add("epoch", Report.OURS, axis + " " + sizes[i], cost.seconds(), "s");
            report.add("heap", Report.OURS, axis + " " + sizes[i], cost.heap(), "MB");
        }
        report.plot("time-" + axis.replace(' ', '-'), chart("Seconds an epoch over " + axis, x, "seconds", seconds));
        report.plot("memory-" + axis.replace(' ', '-'), chart("Heap after an epoch, MB, over " + axis, x, "MB", heap));
    }

    private static Chart chart(String title, float[] x, String name, float[] y) {
        Map<String, Tensor> curves = new LinkedHashMap<>();
        curves.put(name, Tensors.of(y, y.length));
        return Charts.lineChart(title, Tensors.of(x, x.length), curves);
    }
}
