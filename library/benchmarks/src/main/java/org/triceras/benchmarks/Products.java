package org.triceras.benchmarks;

import org.triceras.engine.backend.jvm.Gemm;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;

/** float32 matrix products: a large square, the step of a perceptron, and the four ways to store the operands. */
final class Products {
    private Products() {}

    static void run(Report report) {
        run(2048, 2048, 2048, false, false, report);
        run(128, 512, 784, false, false, report);
        run(512, 512, 512, false, false, report);
        run(512, 512, 512, true, false, report);
        run(512, 512, 512, false, true, report);
        run(512, 512, 512, true, true, report);
    }

    private static void run(int m, int n, int k, boolean transposeA, boolean transposeB, Report report) {
        float[] a = numbers(m * k, 1);
        float[] b = numbers(k * n, 2);
        float[] c = new float[m * n];
        int lda = transposeA ? m : k;
        int ldb = transposeB ? k : n;
        double work = 2e-9 * m * n * k;
        Runnable product =
                () -> Gemm.get().multiply(m, n, k, a, 0, lda, transposeA, b, 0, ldb, transposeB, c, 0, n, false, null);
        int times = (int) Math.max(11, Math.min(2000, 100 / work));
        Timer.median(times, product);
        String name = "gemm " + m + "x" + n + "x" + k + (transposeA ? " T" : " N") + (transposeB ? "T" : "N");
        report.add(name, Report.OURS, "speed", work / Timer.median(times, product), "GFLOP/s");
    }

    private static float[] numbers(int size, int seed) {
        return RandomTensors.uniform(RandomTensors.seed(seed, 0), Shape.of(size), -1, 1)
                .toFloatArray();
    }
}
