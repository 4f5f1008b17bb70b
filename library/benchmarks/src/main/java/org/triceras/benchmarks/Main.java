package org.triceras.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.triceras.Triceras;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.models.Model;

/**
 * {@code triceras bench [mlp|cnn|lstm|gemm|all]}: prints lines "name value unit". Models, data sizes, batch size and optimizers are those of
 * the usual comparison with Keras: the best of three epochs after a warm-up.
 */
public final class Main {
    private static final int BATCH = 128;
    private static final List<String> WORKLOADS = List.of("mlp", "cnn", "lstm", "gemm");

    private Main() {}

    public static void main(String[] args) {
        List<String> wanted = new ArrayList<>(List.of(args));
        if (wanted.isEmpty() || wanted.contains("all")) {
            wanted = WORKLOADS;
        }
        for (String workload : wanted) {
            if (!WORKLOADS.contains(workload)) {
                throw new ArgumentException("bench: unknown workload \"" + workload + "\". Expected one of "
                        + String.join(", ", WORKLOADS) + ", all.");
            }
        }
        for (String workload : wanted) {
            if (workload.equals("gemm")) {
                gemm();
            } else {
                model(workload);
            }
        }
    }

    private static void model(String workload) {
        Triceras.setRandomSeed(1);
        int samples = workload.equals("mlp") ? 60_000 : 12_800;
        Model model;
        Shape shape;
        if (workload.equals("mlp")) {
            shape = Shape.of(samples, 784);
            model = Triceras.sequential(
                    Triceras.input(784),
                    Triceras.dense(512).activation("relu"),
                    Triceras.dropout(0.2),
                    Triceras.dense(512).activation("relu"),
                    Triceras.dropout(0.2),
                    Triceras.dense(10).activation("softmax"));
        } else if (workload.equals("cnn")) {
            shape = Shape.of(samples, 28, 28, 1);
            model = Triceras.sequential(
                    Triceras.input(28, 28, 1),
                    Triceras.conv2d(32, 3).activation("relu"),
                    Triceras.maxPooling2d(2),
                    Triceras.conv2d(64, 3).activation("relu"),
                    Triceras.maxPooling2d(2),
                    Triceras.flatten(),
                    Triceras.dropout(0.5),
                    Triceras.dense(10).activation("softmax"));
        } else {
            shape = Shape.of(samples, 28, 28);
            model = Triceras.sequential(
                    Triceras.input(28, 28),
                    Triceras.lstm(128),
                    Triceras.dense(10).activation("softmax"));
        }
        Tensor x = RandomTensors.uniform(RandomTensors.seed(1, 0), shape, 0, 1);
        Tensor y = RandomTensors.integers(RandomTensors.seed(2, 0), Shape.of(samples), 0, 10)
                .oneHot(10);
        model.compile(c -> c.loss("categorical_crossentropy")
                .optimizer(workload.equals("mlp") ? "rmsprop" : "adam")
                .metrics("accuracy"));
        String prefix = workload + "." + Backends.active().name();
        model.fit(
                x.slice(0, 1280),
                y.slice(0, 1280),
                f -> f.batchSize(BATCH).epochs(1).verbose(0));
        print(
                prefix + ".fit",
                samples
                        / best(
                                3,
                                () -> model.fit(
                                        x, y, f -> f.batchSize(BATCH).epochs(1).verbose(0))),
                "samples/s");
        print(
                prefix + ".predict",
                samples / best(3, () -> model.predict(x, f -> f.batchSize(BATCH).verbose(0))),
                "samples/s");
        Tensor one = x.slice(0, 1);
        for (int i = 0; i < 300; i++) {
            model.predict(one, f -> f.verbose(0));
        }
        print(
                prefix + ".predict_one",
                1e6
                        * best(5, () -> {
                            for (int i = 0; i < 100; i++) {
                                model.predict(one, f -> f.verbose(0));
                            }
                        })
                        / 100,
                "us");
    }

    private static void gemm() {
        int n = 2048;
        Tensor a = RandomTensors.uniform(RandomTensors.seed(1, 0), Shape.of(n, n), -1, 1);
        Tensor b = RandomTensors.uniform(RandomTensors.seed(2, 0), Shape.of(n, n), -1, 1);
        Tensor[] kept = new Tensor[1];
        double seconds = best(5, () -> kept[0] = a.matmul(b));
        print("gemm." + Backends.active().name() + "." + n, 2.0 * n * n * n / seconds / 1e9, "GFLOP/s");
    }

    private static double best(int times, Runnable work) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    private static void print(String name, double value, String unit) {
        System.out.printf(
                Locale.ROOT,
                "%s %s %s%n",
                name,
                value >= 100 ? String.valueOf(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value),
                unit);
    }
}
