package org.triceras.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.data.Datasets;
import org.triceras.data.Npz;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** Keras on TensorFlow, JAX and PyTorch, and NumPy, in a Python environment that has them. */
final class Peers {
    private static final List<String> WORKLOADS = List.of("mlp", "cnn", "lstm", "pilot");

    private static final Pattern NUMPY = Pattern.compile("(?m)^(.+)\\.numpy\\.(.+) (\\S+) (\\S+)$");

    private final Path python;
    private final Path folder = Script.folder();

    private Peers(Path python) {
        this.python = python;
    }

    static Peers in(Path environment) {
        Path python = environment.resolve("bin/python");
        if (!Files.isExecutable(python)) {
            throw new ArgumentException(
                    "bench: --peers expects the folder of a Python environment with Keras 3 in it; there is no "
                            + python
                            + ". Make one with python3 -m venv DIR; DIR/bin/pip install keras tensorflow-cpu jax torch.");
        }
        Peers peers = new Peers(python.toAbsolutePath());
        Script.copy("keras_bench.py", peers.folder);
        Script.copy("numpy_bench.py", peers.folder);
        return peers;
    }

    /** Runs a workload on each backend that is installed. */
    void run(String workload, Report report) {
        if (List.of("gemm", "data", "bandwidth").contains(workload)) {
            numpy(workload, report);
            return;
        }
        if (!WORKLOADS.contains(workload)) {
            return;
        }
        if (workload.equals("pilot")) {
            writeMnist();
        }
        for (String backend : List.of("tensorflow", "jax", "torch")) {
            String module = backend;
            if (!Child.run(folder, List.of(python.toString(), "-c", find(module)))
                    .output()
                    .contains("yes")) {
                continue;
            }
            Child child = Child.run(folder, List.of(python.toString(), "keras_bench.py", backend, workload));
            if (workload.equals("pilot")) {
                Pilot.add(backend, child, report);
            }
            for (String line : child.output().split("\n")) {
                String[] words = line.split(" ", 3);
                if (words.length == 3 && words[0].startsWith(workload + "." + backend + ".")) {
                    String quantity = words[0].substring(words[0].lastIndexOf('.') + 1);
                    report.add(workload, backend, quantity, Double.parseDouble(words[1]), words[2].strip());
                }
            }
        }
    }

    /** With NumPy, which has OpenBLAS inside. */
    private void numpy(String workload, Report report) {
        if (workload.equals("data")) {
            writeMnist();
        }
        Child child = Child.run(folder, List.of(python.toString(), "numpy_bench.py", workload));
        Matcher line = NUMPY.matcher(child.output());
        while (line.find()) {
            report.add(line.group(1), "numpy", line.group(2), Double.parseDouble(line.group(3)), line.group(4));
        }
    }

    private void writeMnist() {
        if (Files.exists(folder.resolve("mnist.npz"))) {
            return;
        }
        var mnist = Datasets.mnist();
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("x_train", mnist.trainX());
        arrays.put("y_train", mnist.trainY());
        arrays.put("x_test", mnist.testX());
        arrays.put("y_test", mnist.testY());
        Npz.write(folder.resolve("mnist.npz"), arrays);
    }

    private static String find(String module) {
        return "import importlib.util as u; print('yes' if u.find_spec('keras') and u.find_spec('" + module
                + "') else 'no')";
    }
}
