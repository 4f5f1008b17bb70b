package org.triceras.engine.backend.jvm.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.*;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Variable;

/** Chooses the kernel for each unit of a plan. What has no fast kernel is computed by its definition. */
final class KernelChooser {
    private final Map<Node, Integer> values;
    private final Map<Node, int[]> scanResults;
    private final Set<Integer> readOutside;
    private final Views views;
    private final Set<Node> fixed;
    private final Set<Variable> updated;
    private final FloatMath floats = new FloatMath();

    KernelChooser(
            Map<Node, Integer> values,
            Map<Node, int[]> scanResults,
            Set<Integer> readOutside,
            Views views,
            Set<Node> fixed,
            Set<Variable> updated) {
        this.fixed = fixed;
        this.updated = updated;
        this.values = values;
        this.views = views;
        this.scanResults = scanResults;
        this.readOutside = readOutside;
    }

    /** The kernel of a unit; null if the units before leave nothing to do. */
    Kernel of(Unit unit) {
        LoopKernel loop = null;
        if (unit.isLoop()) {
            List<Node> nodes = unit.loop();
            loop = loop(
                    nodes,
                    nodes.stream()
                            .filter(n -> readOutside.contains(values.get(n)))
                            .toList());
            if (unit.anchor() == null) {
                return loop;
            }
        }
        Node node = unit.operation();
        if (unit.before() != null) {
            Unit before = unit.before();
            Node conv = before.operation();
            return new PooledConvKernel(
                    conv,
                    in(conv, 0),
                    in(conv, 1),
                    out(before.last()),
                    isUnchanged(conv.input(1)),
                    before.isLoop() ? loop(before.loop(), List.of(before.last())) : null,
                    node,
                    out(node),
                    loop);
        }
        Op op = node.op();
        boolean isFloat = node.spec().dtype() == DType.FLOAT32;
        if (op instanceof MatMul matmul && isFloat) {
            return new MatMulKernel(
                    node, matmul, in(node, 0), in(node, 1), out(node), fixed.contains(source(node.input(1))), loop);
        } else if (op instanceof Scan scan) {
            return new ScanKernel(
                    scan, node.inputs().stream().mapToInt(values::get).toArray(), scanResults.get(node));
        } else if (op instanceof Reduce reduce && ReduceKernel.handles(reduce, node)) {
            return new ReduceKernel(reduce, node, in(node, 0), out(node));
        } else if (op instanceof Transpose || op instanceof Slice || op instanceof Flip) {
            return StridedCopyKernel.of(node, in(node, 0), out(node));
        } else if (op instanceof Concat concat) {
            boolean[] isThere = new boolean[node.inputs().size()];
            for (int i = 0; i < isThere.length; i++) {
                isThere[i] = views.join(node.input(i)) == node;
            }
            return ConcatKernel.of(
                    concat, node, node.inputs().stream().mapToInt(values::get).toArray(), isThere, out(node));
        } else if (isFloat
                && (op instanceof Softmax || op instanceof LogSoftmax || op instanceof SoftmaxCrossEntropy)) {
            return new RowsKernel(
                    node, node.inputs().stream().mapToInt(values::get).toArray(), out(node));
        } else if (isFloat
                && (op instanceof Conv2d || op instanceof Conv2dInputGrad || op instanceof Conv2dFilterGrad)) {
            return new ConvKernel(node, in(node, 0), in(node, 1), out(node), isUnchanged(node.input(1)), loop);
        } else if (isFloat && PoolKernel.handles(op)) {
            return new PoolKernel(
                    node, node.inputs().stream().mapToInt(values::get).toArray(), out(node), loop);
        } else if (op instanceof ScatterAdd scatter && isFloat) {
            return new ScatterAddKernel(scatter, node, in(node, 0), in(node, 1), out(node));
        } else if (op instanceof ArgReduce arg && node.input(0).spec().dtype() == DType.FLOAT32) {
            return new ArgReduceKernel(arg, node, in(node, 0), out(node));
        } else if (op instanceof Pad pad) {
            return new PadKernel(pad, node, in(node, 0), out(node));
        } else if (op instanceof Gather gather) {
            return new GatherKernel(gather, node, in(node, 0), in(node, 1), out(node));
        }
        return new DefinitionKernel(
                node, node.inputs().stream().mapToInt(values::get).toArray(), out(node));
    }

    private LoopKernel loop(List<Node> nodes, List<Node> results) {
        return new LoopKernel(nodes, results, values, views, floats);
    }

    /** True for a variable that the program reads only. */
    private boolean isUnchanged(Node node) {
        return source(node).op() instanceof ReadVariable read && !updated.contains(read.variable());
    }

    private static Node source(Node node) {
        return node.op() instanceof Reshape ? source(node.input(0)) : node;
    }

    private int in(Node node, int i) {
        return values.get(node.input(i));
    }

    private int out(Node node) {
        return values.get(node);
    }
}
