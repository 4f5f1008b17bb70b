package org.triceras.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.triceras.engine.backend.jvm.ConvShape;
import org.triceras.engine.backend.jvm.Convolution;
import org.triceras.engine.backend.jvm.FloatFunctions;
import org.triceras.engine.backend.jvm.FloatReductions;
import org.triceras.engine.backend.jvm.Gemm;
import org.triceras.engine.backend.jvm.Pooling;
import org.triceras.engine.backend.jvm.Pooling.PoolShape;
import org.triceras.engine.backend.jvm.Rows;
import org.triceras.engine.backend.jvm.Simd;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.ir.op.ConvGeometry;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.ir.op.UnaryKind;

/**
 * Speed of the jvm backend's kernels. Prints the median and the best of several runs: GFLOP/s for products and convolutions, GB/s for the
 * others (bytes read and written once). Arguments: the names of groups to run (default all), {@code threads=1,2}.
 */
public final class KernelBench {
    private KernelBench() {}

    public static void main(String[] args) {
        List<String> words = List.of(args);
        String threads = words.stream()
                .filter(w -> w.startsWith("threads="))
                .findFirst()
                .orElse("threads=1," + Runtime.getRuntime().availableProcessors());
        System.out.printf("Java %s, %s%n", Runtime.version(), Simd.describe());
        for (String number : threads.substring("threads=".length()).split(",")) {
            ThreadTeam.setThreads(Integer.parseInt(number));
            System.out.printf("threads: %s%n", number);
            GROUPS.forEach((name, group) -> {
                if (words.contains(name) || words.stream().allMatch(w -> w.startsWith("threads="))) {
                    group.run();
                }
            });
        }
    }

    private static final Map<String, Runnable> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("gemm", () -> {
            gemm(2048, 2048, 2048);
            gemm(128, 512, 784);
            gemm(128, 512, 512);
            gemm(128, 10, 512);
        });
        GROUPS.put("small", () -> {
            gemm(1, 512, 784);
            gemm(1, 10, 512);
            gemm(7, 512, 784);
            gemm(32, 512, 512);
        });
        GROUPS.put("conv", () -> {
            convolution(new ConvShape(128, 28, 28, 1, 32, 3, 3, ConvGeometry.DEFAULT));
            convolution(new ConvShape(128, 13, 13, 32, 64, 3, 3, ConvGeometry.DEFAULT));
            convolution(new ConvShape(32, 32, 32, 64, 64, 3, 3, new ConvGeometry(1, 1, 1, 1, 1, 1, 1, 1, 1)));
            convolution(new ConvShape(8, 56, 56, 64, 128, 3, 3, new ConvGeometry(2, 2, 0, 1, 0, 1, 1, 1, 1)));
        });
        GROUPS.put("pool", KernelBench::pooling);
        GROUPS.put("rows", KernelBench::rows);
        GROUPS.put("functions", KernelBench::functions);
    }

    private static void convolution(ConvShape s) {
        float[] x = numbers(s.batch() * s.height() * s.width() * s.channels());
        float[] w = numbers(s.kernelHeight() * s.kernelWidth() * s.channels() * s.filters());
        float[] y = new float[s.positions() * s.filters()];
        float[] dx = new float[x.length];
        float[] dw = new float[w.length];
        Convolution convolution = Convolution.get();
        String name = String.format(
                "%dx%dx%dx%d, %dx%dx%d stride %d",
                s.batch(),
                s.height(),
                s.width(),
                s.channels(),
                s.kernelHeight(),
                s.kernelWidth(),
                s.filters(),
                s.geometry().strideH());
        double work = 2e-9 * s.positions() * w.length;
        time("conv " + name, work, "GFLOP/s", () -> convolution.forward(s, x, 0, w, 0, y, 0, null));
        time("conv dx " + name, work, "GFLOP/s", () -> convolution.inputGradient(s, w, 0, y, 0, dx, 0, null));
        time("conv dw " + name, work, "GFLOP/s", () -> convolution.filterGradient(s, x, 0, y, 0, dw, 0));
    }

    private static void pooling() {
        Pooling pooling = Pooling.get();
        PoolShape s = new PoolShape(128, 26, 26, 32, new PoolGeometry(2, 2, 2, 2, 0, 0, 0, 0));
        float[] x = numbers(128 * 26 * 26 * 32);
        float[] y = new float[128 * 13 * 13 * 32];
        float[] dy = numbers(y.length);
        float[] dx = new float[x.length];
        double work = 4e-9 * (x.length + y.length);
        time("max pool 128x26x26x32, 2x2", work, "GB/s", () -> pooling.max(s, x, 0, y, 0, null));
        double back = 4e-9 * (2 * x.length + y.length);
        time("max pool gradient", back, "GB/s", () -> pooling.maxGradient(s, x, 0, dy, 0, dx, 0, null));
        time("average pool", work, "GB/s", () -> pooling.average(s, x, 0, y, 0, null));
        time("average pool gradient", work, "GB/s", () -> pooling.averageGradient(s, dy, 0, dx, 0, null));
    }

    private static void rows() {
        int size = 4 << 20;
        float[] x = numbers(size);
        float[] y = new float[size];
        Rows rows = Rows.get();
        FloatReductions reductions = Simd.kernels().reductions();
        time(
                "copy 4M",
                8e-9 * size,
                "GB/s",
                () -> ThreadTeam.current()
                        .ranges(size, 16_384, (from, to) -> System.arraycopy(x, from, y, from, to - from)));
        time("sum 4M, one thread", 4e-9 * size, "GB/s", () -> reductions.sum(x, 0, size));
        time("max 4M, one thread", 4e-9 * size, "GB/s", () -> reductions.max(x, 0, size));
        time("column sums 8192x512", 4e-9 * size, "GB/s", () -> rows.columnSums(x, 0, y, 0, 8192, 512));
        time("softmax 4096x1024", 8e-9 * size, "GB/s", () -> rows.softmax(x, 0, y, 0, 4096, 1024));
        float[] loss = new float[size / 10];
        time(
                "cross-entropy and gradient 128x10",
                12e-9 * 1280,
                "GB/s",
                () -> rows.crossEntropy(x, 0, x, 5000, loss, 0, y, 0, 128, 10));
    }

    /** In the first-level cache, as fused loops run. */
    private static void functions() {
        float[] x = numbers(1024);
        float[] y = new float[1024];
        for (UnaryKind kind : UnaryKind.values()) {
            if (FloatFunctions.has(kind)) {
                time(
                        kind.name().toLowerCase(Locale.ROOT),
                        1024e-9,
                        "G elements/s",
                        () -> Simd.kernels().functions().apply(kind, x, 0, y, 0, 1024));
            }
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
        while (System.nanoTime() - start < 400_000_000L || calls < 3) {
            task.run();
            calls++;
        }
        double each = (System.nanoTime() - start) / (double) calls;
        int repeat = (int) Math.max(1, 20_000_000 / each);
        double[] rates = new double[15];
        for (int i = 0; i < rates.length; i++) {
            long from = System.nanoTime();
            for (int r = 0; r < repeat; r++) {
                task.run();
            }
            rates[i] = work * repeat / ((System.nanoTime() - from) * 1e-9);
        }
        Arrays.sort(rates);
        System.out.printf(
                "  %-44s median %8.1f best %8.1f %s  (%.1f us)%n",
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
