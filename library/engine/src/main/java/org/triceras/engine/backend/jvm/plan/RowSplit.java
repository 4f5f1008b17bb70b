package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.Concat;
import org.triceras.engine.ir.op.Input;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Pad;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.ir.op.Slice;
import org.triceras.engine.ir.op.Softmax;
import org.triceras.engine.tensor.Shape;

/**
 * The body of a loop for some rows of the batch only. In recurrent layers no row of the batch sees another, so that a thread can take
 * some rows through all steps without waiting for the others.
 */
final class RowSplit {
    private final Scan scan;
    private final int batch;
    /** The nodes whose first axis is the batch. */
    private final Map<Node, Boolean> split = new IdentityHashMap<>();

    private RowSplit(Scan scan, int batch) {
        this.scan = scan;
        this.batch = batch;
    }

    /** The split of a loop, or null if rows of its states depend on each other or cannot be told apart. */
    static RowSplit of(Scan scan) {
        if (scan.carries() == 0 || scan.body().inputs().get(0).spec().shape().rank() == 0) {
            return null;
        }
        int batch = scan.body().inputs().get(0).spec().shape().dim(0);
        RowSplit rows = new RowSplit(scan, batch);
        return batch > 1 && rows.analyze() ? rows : null;
    }

    int batch() {
        return batch;
    }

    /** True if input i of the body has one row per row of the batch. */
    boolean isSplit(int input) {
        return split.get(scan.body().inputs().get(input));
    }

    private boolean analyze() {
        List<Node> inputs = scan.body().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = inputs.get(i).spec().shape();
            boolean fits = shape.rank() > 0 && shape.dim(0) == batch;
            if (i < scan.carries() && !fits) {
                return false;
            }
            split.put(inputs.get(i), fits && i < scan.carries() + scan.sequences());
        }
        for (Node node : scan.body().order()) {
            if (!split.containsKey(node)) {
                boolean any = node.inputs().stream().anyMatch(split::get);
                if (any && !keepsRows(node)) {
                    return false;
                }
                split.put(node, any);
            }
        }
        return scan.body().updates().isEmpty() && scan.body().outputs().stream().allMatch(split::get);
    }

    /** True if row i of the node depends on rows i of its split inputs only. */
    private boolean keepsRows(Node node) {
        Op op = node.op();
        Shape shape = node.spec().shape();
        if (node.specs().size() != 1 || shape.rank() == 0 || shape.dim(0) != batch) {
            return false;
        }
        if (Fusion.isElementwise(node)) {
            return !(op instanceof RandomUniform)
                    && !(op instanceof Iota)
                    && node.inputs().stream().allMatch(input -> {
                        Shape own = input.spec().shape();
                        boolean reachesRows = own.rank() == shape.rank() && own.dim(0) != 1;
                        return split.get(input) == reachesRows;
                    });
        } else if (op instanceof MatMul matmul) {
            return split.get(node.input(0)) && !split.get(node.input(1)) && shape.rank() == 2 && !matmul.transposeA();
        } else if (op instanceof Slice slice) {
            return slice.starts().get(0) == 0 && slice.strides().get(0) == 1;
        } else if (op instanceof Pad pad) {
            return pad.low().get(0) == 0
                    && pad.high().get(0) == 0
                    && pad.interior().get(0) == 0;
        } else if (op instanceof Concat concat) {
            return concat.axis() != 0 && node.inputs().stream().allMatch(split::get);
        } else if (op instanceof Reduce reduce) {
            return !reduce.axes().contains(0);
        } else if (op instanceof Reshape) {
            return node.input(0).spec().shape().dim(0) == batch;
        }
        return op instanceof Softmax && shape.rank() > 1;
    }

    /** The body for a number of rows. */
    Graph body(int rows) {
        Map<Node, Node> made = new IdentityHashMap<>();
        List<Node> inputs = new ArrayList<>();
        for (Node input : scan.body().inputs()) {
            String name = ((Input) input.op()).name();
            inputs.add(split.get(input) ? Node.of(new Input(name, with(input.spec(), rows))) : input);
            made.put(input, inputs.get(inputs.size() - 1));
        }
        for (Node node : scan.body().order()) {
            if (!made.containsKey(node)) {
                made.put(node, split.get(node) ? withRows(node, rows, made) : node);
            }
        }
        return Graph.of(inputs, scan.body().outputs().stream().map(made::get).toList());
    }

    private static Node withRows(Node node, int rows, Map<Node, Node> made) {
        List<Node> inputs = node.inputs().stream().map(made::get).toList();
        Op op = node.op();
        if (op instanceof Reshape) {
            op = new Reshape(with(node.spec(), rows).shape());
        } else if (op instanceof BroadcastTo) {
            op = new BroadcastTo(with(node.spec(), rows).shape());
        } else if (op instanceof Slice slice) {
            int[] limits = slice.limits().toArray();
            limits[0] = Slice.END;
            op = new Slice(slice.starts(), Axes.of(limits), slice.strides());
        }
        return Node.of(op, inputs);
    }

    private static Spec with(Spec spec, int rows) {
        return spec.with(spec.shape().with(0, rows));
    }
}
