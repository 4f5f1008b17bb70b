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
 * Simple operations on 4 million floats in GB/s, bytes read and written once, beside copies by all threads. As in a training step, results go
 * where earlier results were; "new" are the same operations on tensors, whose results are new arrays.
 *
 * <p>Two copies, as there are two limits: {@code copy} is the library's, whose stores pass by the caches, for which Java has no other way; "of a copy" compares
 * with a loop of ordinary loads and stores over as much memory as the operation's, in turn with it.
 */
final class Bandwidth {
    private static final int TIMES = 60;
    private static final int COLUMNS = 1024;
    private static final int FLOATS = 1 << 22;
    private static final Shape SHAPE = Shape.of(FLOATS / COLUMNS, COLUMNS);

    /** Floats that a thread takes at once at least. */
    private static final int CHUNK = 1 << 14;

    private static final int ROUNDS = 5;
    private static final int MOST_ARRAYS = 4;

    private final Report report;
    private final float[] from = new float[MOST_ARRAYS / 2 * FLOATS];
    private final float[] to = new float[MOST_ARRAYS / 2 * FLOATS];
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
        add(
                "copy",
                8,
                () -> ThreadTeam.current()
                        .ranges(FLOATS, CHUNK, (begin, end) -> System.arraycopy(from, begin, to, begin, end - begin)));
    }

    private void programs() {
        Variable row = new Variable(c.value().sum(0), "row", true);
        Variable one = new Variable(c.value().sum(), "one", true);
        add("relu", 2, c, () -> a.tensor().relu());
        add("add", 3, c, () -> a.tensor().add(b));
        add("exp", 2, c, () -> a.tensor().exp());
        add("tanh", 2, c, () -> a.tensor().tanh());
        add("sum", 1, one, () -> a.tensor().sum());
        add("column_sums", 1, row, () -> a.tensor().sum(0));
        add("column_maxima", 1, row, () -> a.tensor().max(0));
        add("softmax", 2, c, () -> a.tensor().softmax());
    }

    /** Weights and their two moments are read and written, gradients read. */
    private void optimizer() {
        Optimizer adam = new Adam(0.001);
        adam.build(List.of(c));
        compare("adam", 28, 4, program(() -> adam.apply(List.of(a.tensor()), List.of(c))));
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

    /** @param arrays of 4 million floats that are read or written, each once */
    private void add(String what, int arrays, Variable result, Supplier<Tensor> operation) {
        compare(what, 4 * arrays, arrays, program(() -> result.assign(operation.get())));
    }

    private void compare(String what, int bytes, int arrays, Runnable work) {
        int floats = arrays * FLOATS / 2;
        Runnable copy = () -> ThreadTeam.current().ranges(floats, CHUNK, this::copyLoop);
        Timer.warmUp(work);
        Timer.warmUp(copy);
        double[] seconds = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            seconds[i] = Timer.median(TIMES / 2, work);
            double rate = (double) bytes * FLOATS / seconds[i];
            ratios[i] = rate / (8.0 * floats / Timer.median(TIMES / 2, copy));
        }
        report.add("bandwidth", Report.OURS, what, 1e-9 * bytes * FLOATS / Timer.median(seconds), "GB/s");
        report.add("bandwidth", Report.OURS, what + " of a copy", Timer.median(ratios), "");
    }

    private void copyLoop(int begin, int end) {
        for (int i = begin; i < end; i++) {
            to[i] = from[i];
        }
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
        Timer.warmUp(work);
        report.add("bandwidth", Report.OURS, what, 1e-9 * bytes * FLOATS / Timer.median(TIMES, work), "GB/s");
    }
}
