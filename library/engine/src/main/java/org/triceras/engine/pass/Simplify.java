package org.triceras.engine.pass;

import java.util.List;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Rewriter;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Select;
import org.triceras.engine.ir.op.StopGradient;
import org.triceras.engine.ir.op.Transpose;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.Shape;

/**
 * Local rewrites that keep every result to the last bit (but for the sign of a zero): constants are folded, operations that do nothing disappear, transposes
 * move into matrix products and broadcasts into elementwise operations.
 */
public record Simplify() implements Pass {
    private static final int FOLD_LIMIT = 1 << 12;

    @Override
    public Graph apply(Graph graph) {
        return Rewriter.rewrite(graph, Simplify::simplify);
    }

    private static Node simplify(Node node) {
        Op op = node.op();
        if (node.inputs().isEmpty()) {
            return node;
        }
        if (op instanceof StopGradient) {
            return node.input(0);
        }
        if (isFoldable(node)) {
            return Node.of(new Constant(Backends.eager(
                            op,
                            node.inputs().stream()
                                    .map(n -> ((Constant) n.op()).value())
                                    .toList())
                    .get(0)));
        }
        if (isIdentity(node)) {
            return node.input(0);
        }
        if (op instanceof Reshape && node.input(0).op() instanceof Reshape) {
            return Node.of(new Reshape(node.spec().shape()), node.input(0).input(0));
        }
        if (op instanceof Transpose && onlyMovesUnitAxes(node)) {
            return Node.of(new Reshape(node.spec().shape()), node.input(0));
        }
        if (op instanceof Reduce reduce
                && reducesUnitAxes(reduce, node.input(0).spec().shape())) {
            return Node.of(new Reshape(node.spec().shape()), node.input(0));
        }
        if (op instanceof Binary binary) {
            return binary(node, binary.kind());
        }
        if (op instanceof Unary unary && unary.kind() == UnaryKind.NEG && isNegation(node.input(0))) {
            return node.input(0).input(0);
        }
        if (op instanceof Compare || op instanceof Select) {
            return withoutBroadcasts(node);
        }
        if (op instanceof MatMul matmul) {
            return withTransposes(node, matmul);
        }
        return node;
    }

    private static boolean isFoldable(Node node) {
        return node.specs().size() == 1
                && node.spec().size() <= FOLD_LIMIT
                && node.inputs().stream()
                        .allMatch(n -> n.op() instanceof Constant && n.spec().size() <= FOLD_LIMIT);
    }

    private static boolean isIdentity(Node node) {
        Op op = node.op();
        boolean keepsSpec =
                node.specs().size() == 1 && node.spec().equals(node.input(0).spec());
        if (!keepsSpec) {
            return false;
        }
        if (op instanceof Transpose transpose) {
            return transpose.permutation().equals(Axes.normalized(node.spec().shape()));
        }
        return op instanceof Reshape || op instanceof Cast || op instanceof BroadcastTo;
    }

    /** Axes of length 1 may move anywhere without moving data, if the others keep their order. */
    private static boolean onlyMovesUnitAxes(Node node) {
        Shape from = node.input(0).spec().shape();
        Axes permutation = ((Transpose) node.op()).permutation();
        int last = -1;
        for (int i = 0; i < permutation.size(); i++) {
            int axis = permutation.get(i);
            if (from.dim(axis) != 1) {
                if (axis < last) {
                    return false;
                }
                last = axis;
            }
        }
        return true;
    }

    private static boolean reducesUnitAxes(Reduce reduce, Shape shape) {
        for (int axis : reduce.axes().toArray()) {
            if (shape.dim(axis) != 1) {
                return false;
            }
        }
        return true;
    }

    private static Node binary(Node node, BinaryKind kind) {
        Node a = node.input(0);
        Node b = node.input(1);
        Spec spec = node.spec();
        boolean rightZero = isScalar(b, 0) && !isNegativeZero(b);
        if ((kind == BinaryKind.ADD && rightZero || kind == BinaryKind.SUB && rightZero)
                && a.spec().equals(spec)) {
            return a;
        }
        if ((kind == BinaryKind.MUL || kind == BinaryKind.DIV)
                && isScalar(b, 1)
                && a.spec().equals(spec)) {
            return a;
        }
        if (kind == BinaryKind.MUL && isScalar(a, 1) && b.spec().equals(spec)) {
            return b;
        }
        if (kind == BinaryKind.ADD && isScalar(a, 0) && b.spec().equals(spec)) {
            return b;
        }
        if (kind == BinaryKind.ADD && isNegation(b) && b.input(0).spec().equals(b.spec())) {
            return Node.of(new Binary(BinaryKind.SUB), a, b.input(0));
        }
        return withoutBroadcasts(node);
    }

    private static boolean isScalar(Node node, double value) {
        return node.op() instanceof Constant constant
                && constant.value().size() == 1
                && constant.value().buffer().host().getDouble(0) == value;
    }

    private static boolean isNegativeZero(Node node) {
        double value = ((Constant) node.op()).value().buffer().host().getDouble(0);
        return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(-0.0);
    }

    private static boolean isNegation(Node node) {
        return node.op() instanceof Unary unary && unary.kind() == UnaryKind.NEG;
    }

    /** Elementwise operations broadcast themselves; a broadcast operand is only needed when nothing else has the full shape. */
    private static Node withoutBroadcasts(Node node) {
        List<Node> inputs = node.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).op() instanceof BroadcastTo) {
                List<Node> others = new java.util.ArrayList<>(inputs);
                others.set(i, inputs.get(i).input(0));
                Shape joint = Shape.SCALAR;
                for (Node other : others) {
                    joint = Shape.broadcast(joint, other.spec().shape());
                }
                if (joint.equals(node.spec().shape())) {
                    return withoutBroadcasts(Node.of(node.op(), others));
                }
            }
        }
        return node;
    }

    private static Node withTransposes(Node node, MatMul matmul) {
        Node a = node.input(0);
        Node b = node.input(1);
        boolean swapA = swapsLastAxes(a);
        boolean swapB = swapsLastAxes(b);
        if (!swapA && !swapB) {
            return node;
        }
        return Node.of(
                new MatMul(matmul.transposeA() ^ swapA, matmul.transposeB() ^ swapB),
                swapA ? a.input(0) : a,
                swapB ? b.input(0) : b);
    }

    private static boolean swapsLastAxes(Node node) {
        if (!(node.op() instanceof Transpose transpose)) {
            return false;
        }
        int rank = transpose.permutation().size();
        int[] expected = Axes.normalized(node.spec().shape()).toArray();
        if (rank < 2) {
            return false;
        }
        expected[rank - 1] = rank - 2;
        expected[rank - 2] = rank - 1;
        return transpose.permutation().equals(Axes.of(expected));
    }
}
