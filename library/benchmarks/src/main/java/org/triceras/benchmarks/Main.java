package org.triceras.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;

/**
 * {@code triceras bench [mlp|cnn|lstm|gemm|data|bandwidth|pilot|scaling|all] [--peers DIR] [--page FILE]}: prints lines "name value unit".
 *
 * <p>{@code --peers DIR} runs the same workloads with Keras on every backend, and products and data with NumPy, in the Python environment DIR, each right
 * after ours, and prints the ratios; {@code --page FILE} writes all of it as Markdown, with the plots of {@code scaling} as SVG beside it.
 */
public final class Main {
    private static final Map<String, Benchmark> BENCHMARKS = Map.of(
            "mlp",
            r -> Training.run("mlp", r),
            "cnn",
            r -> Training.run("cnn", r),
            "lstm",
            r -> Training.run("lstm", r),
            "gemm",
            Products::run,
            "data",
            Preparation::run,
            "bandwidth",
            Bandwidth::run,
            "pilot",
            Pilot::run,
            "scaling",
            Scaling::run);
    private static final List<String> ALL =
            List.of("mlp", "cnn", "lstm", "gemm", "data", "bandwidth", "pilot", "scaling");

    private Main() {}

    /** Measures and adds to the report. */
    private interface Benchmark {
        void run(Report report);
    }

    public static void main(String[] args) {
        List<String> wanted = new ArrayList<>();
        Peers peers = null;
        Path page = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--peers") || args[i].equals("--page")) {
                if (i + 1 == args.length) {
                    throw new ArgumentException("bench: expected " + (args[i].equals("--peers") ? "a folder" : "a file")
                            + " after " + args[i] + ".");
                }
                Path path = Path.of(args[i + 1]);
                if (args[i++].equals("--peers")) {
                    peers = Peers.in(path);
                } else {
                    page = path;
                }
            } else if (args[i].equals("all")) {
                wanted.addAll(ALL);
            } else if (BENCHMARKS.containsKey(args[i])) {
                wanted.add(args[i]);
            } else {
                throw new ArgumentException("bench: unknown workload \"" + args[i] + "\". Expected one of "
                        + String.join(", ", ALL) + ", all.");
            }
        }
        Report report = new Report();
        boolean failed = false;
        for (String name : wanted.isEmpty() ? List.of("mlp", "cnn", "lstm", "gemm") : wanted) {
            try {
                BENCHMARKS.get(name).run(report);
                if (peers != null) {
                    peers.run(name, report);
                }
            } catch (StateException e) {
                // What has been measured so far took minutes: it is not lost.
                System.err.println(e.getMessage());
                failed = true;
            }
        }
        report.printRatios();
        if (page != null) {
            Page.write(page, report);
        }
        if (failed) {
            System.exit(1);
        }
    }
}
