package org.triceras.benchmarks;

import org.triceras.engine.backend.jvm.Gemm;
import org.triceras.engine.backend.jvm.Simd;
import org.triceras.engine.backend.jvm.ThreadTeam;

/**
 * Speed of the jvm backend's kernels. Prints the median and the best of several runs: GFLOP/s for products and convolutions, GB/s for the
 * others (bytes read and written once). Arguments: the names of groups to run (default all), {@code threads=1,2}.
 */
public final class KernelBench {
    private KernelBench() {}

    public static void main(String[] args) {
        System.out.printf("Java %s, %s%n", Runtime.version(), Simd.describe());
        for (int threads : new int[] {1, 2}) {
            ThreadTeam.setThreads(threads);
            System.out.printf("threads: %d%n", threads);
            gemm(2048, 2048, 2048);
            gemm(128, 512, 784);
            gemm(1, 512, 784);
        }
    }

    private static void gemm(int m, int n, int k) {
        float[] a = numbers(m * k);
        float[] b = numbers(k * n);
        float[] c = new float[m * n];
        Gemm gemm = Gemm.get();
        for (int t = 0; t < 4; t++) {
            boolean ta = (t & 1) != 0;
            boolean tb = (t & 2) != 0;
            time(
                    String.format("gemm %d x %d x %d %s%s", m, k, n, ta ? "t" : "n", tb ? "t" : "n"),
                    2e-9 * m * n * k,
                    "GFLOP/s",
                    () -> gemm.multiply(m, n, k, a, 0, ta ? m : k, ta, b, 0, tb ? k : n, tb, c, 0, n, false, null));
        }
    }

    /** Runs for about a second after a warm-up, in 15 groups. */
    private static void time(String name, double work, String unit, Runnable task) {
        long start = System.nanoTime();
        int calls = 0;
        while (System.nanoTime() - start < 700_000_000L || calls < 3) {
            task.run();
            calls++;
        }
        double each = (System.nanoTime() - start) / (double) calls;
        int repeat = (int) Math.max(1, 50_000_000 / each);
        double[] rates = new double[15];
        for (int i = 0; i < rates.length; i++) {
            long from = System.nanoTime();
            for (int r = 0; r < repeat; r++) {
                task.run();
            }
            rates[i] = work * repeat / ((System.nanoTime() - from) * 1e-9);
        }
        java.util.Arrays.sort(rates);
        System.out.printf(
                "  %-40s median %8.1f best %8.1f %s  (%.1f us)%n",
                name, rates[7], rates[14], unit, work / rates[7] * 1e6);
    }

    private static float[] numbers(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) Math.sin(i) * 0.5f;
        }
        return x;
    }
}
