package org.triceras.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.optimizers.Adam;
import org.triceras.keras.optimizers.Optimizer;

/**
 * Simple operations on 4 million floats in GB/s, bytes read and written once, beside a plain copy by all threads. As in a training step, results go
 * where earlier results were; "new" are the same operations on tensors, whose results are new arrays.
 */
final class Bandwidth {
    private static final int TIMES = 60;
    private static final int COLUMNS = 1024;
    private static final int FLOATS = 1 << 22;
    private static final Shape SHAPE = Shape.of(FLOATS / COLUMNS, COLUMNS);

    private final Report report;
    private final Variable a = variable(2);
    private final Variable b = variable(3);
    private final Variable c = variable(4);

    private Bandwidth(Report report) {
        this.report = report;
    }

    static void run(Report report) {
        Bandwidth bandwidth = new Bandwidth(report);
        bandwidth.copy();
        bandwidth.programs();
        bandwidth.optimizer();
        bandwidth.tensors();
    }

    private static Variable variable(int seed) {
        return new Variable(RandomTensors.uniform(RandomTensors.seed(seed, 0), SHAPE, -1, 1), "v" + seed, true);
    }

    private void copy() {
        float[] from = a.value().toFloatArray();
        float[] to = new float[FLOATS];
        add(
                "copy",
                8,
                () -> ThreadTeam.current()
                        .ranges(
                                FLOATS,
                                1 << 14,
                                (begin, end) -> System.arraycopy(from, begin, to, begin, end - begin)));
    }

    private void programs() {
        Variable row = new Variable(c.value().sum(0), "row", true);
        Variable one = new Variable(c.value().sum(), "one", true);
        add("add", 12, c, () -> a.tensor().add(b));
        add("exp", 8, c, () -> a.tensor().exp());
        add("tanh", 8, c, () -> a.tensor().tanh());
        add("sum", 4, one, () -> a.tensor().sum());
        add("column_sums", 4, row, () -> a.tensor().sum(0));
        add("column_maxima", 4, row, () -> a.tensor().max(0));
        add("softmax", 8, c, () -> a.tensor().softmax());
    }

    /** Weights and their two moments are read and written, gradients read. */
    private void optimizer() {
        Optimizer adam = new Adam(0.001);
        adam.build(List.of(c));
        add("adam", 28, program(() -> adam.apply(List.of(a.tensor()), List.of(c))));
    }

    private void tensors() {
        Tensor x = a.value();
        Tensor y = b.value();
        Tensor greater = x.gt(y);
        add("add new", 12, () -> x.add(y));
        add("exp new", 8, x::exp);
        add("where new", 13, () -> greater.where(x, y));
        add("softmax new", 8, x::softmax);
    }

    private void add(String what, int bytes, Variable result, Supplier<Tensor> operation) {
        add(what, bytes, program(() -> result.assign(operation.get())));
    }

    private static Runnable program(Runnable body) {
        TensorFunction function = TensorFunction.of(nothing -> {
            body.run();
            return List.of();
        });
        return () -> function.callAll(List.of());
    }

    /** @param bytes read and written for each float */
    private void add(String what, int bytes, Runnable work) {
        Timer.median(TIMES, work);
        report.add("bandwidth", Report.OURS, what, 1e-9 * bytes * FLOATS / Timer.median(TIMES, work), "GB/s");
    }
}
