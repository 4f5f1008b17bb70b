package org.triceras.engine.backend.reference;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.Philox;
import org.triceras.engine.error.BackendException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.*;
import org.triceras.engine.tensor.Shape;

/** What each primitive computes, element by element of its result. */
final class Definitions {
    private final Node node;
    private final List<HostBuffer> inputs;
    private final HostBuffer out;
    private final Shape shape;

    private Definitions(Node node, List<HostBuffer> inputs) {
        this.node = node;
        this.inputs = inputs;
        this.shape = node.spec().shape();
        this.out = HostBuffer.allocate(node.spec().dtype(), shape.size());
    }

    static HostBuffer evaluate(Node node, List<HostBuffer> inputs) {
        Definitions definitions = new Definitions(node, inputs);
        definitions.compute(node.op());
        return definitions.out;
    }

    private void compute(Op op) {
        if (op instanceof Unary unary) {
            Elementwise.unary(unary.kind(), inputs.get(0), out);
        } else if (op instanceof Binary binary) {
            Elementwise.binary(binary.kind(), inputs.get(0), places(0), inputs.get(1), places(1), out);
        } else if (op instanceof Compare compare) {
            Elementwise.compare(compare.kind(), inputs.get(0), places(0), inputs.get(1), places(1), out);
        } else if (op instanceof Select) {
            int[] q = places(0);
            int[] a = places(1);
            int[] b = places(2);
            copy(i -> inputs.get(0).booleans()[q[i]] ? 1 : 2, i -> inputs.get(0).booleans()[q[i]] ? a[i] : b[i]);
        } else if (op instanceof BroadcastTo) {
            int[] from = places(0);
            copy(i -> 0, i -> from[i]);
        } else if (op instanceof Cast || op instanceof Reshape || op instanceof StopGradient) {
            copy(i -> 0, i -> i);
        } else if (op instanceof Iota iota) {
            fill(i -> Index.of(shape, i)[shape.axis(iota.axis())]);
        } else if (op instanceof RandomUniform) {
            long[] seed = inputs.get(0).longs();
            fill(i -> Philox.uniform(seed[0], seed[1], i));
        } else if (op instanceof Transpose
                || op instanceof Slice
                || op instanceof Flip
                || op instanceof Pad
                || op instanceof Concat
                || op instanceof Gather
                || op instanceof GatherAlong) {
            move(op);
        } else if (op instanceof ScatterAdd || op instanceof ScatterAddAlong) {
            scatter(op);
        } else if (op instanceof Reduce
                || op instanceof ArgReduce
                || op instanceof Cumulative
                || op instanceof ArgSort) {
            AlongAxes.compute(op, node.input(0).spec().shape(), inputs.get(0), shape, out);
        } else if (op instanceof MatMul matmul) {
            matmul(matmul);
        } else if (op instanceof Conv2d
                || op instanceof Conv2dInputGrad
                || op instanceof Conv2dFilterGrad
                || op instanceof MaxPool2d
                || op instanceof MaxPool2dGrad
                || op instanceof AvgPool2d
                || op instanceof AvgPool2dGrad) {
            Images.compute(op, node, inputs, out);
        } else {
            throw new BackendException(
                    "The reference backend cannot compute " + op
                            + ". Expected an operation of a finished graph; a model under construction must be made into a model first.");
        }
    }

    // ---- helpers ----

    private void fill(IntToDoubleFunction value) {
        for (int i = 0; i < out.size(); i++) {
            out.setDouble(i, value.applyAsDouble(i));
        }
    }

    /** out[i] = inputs[which(i)][from(i)], converted to the result's type. */
    private void copy(java.util.function.IntUnaryOperator which, java.util.function.IntUnaryOperator from) {
        for (int i = 0; i < out.size(); i++) {
            transfer(inputs.get(which.applyAsInt(i)), from.applyAsInt(i), i);
        }
    }

    private void transfer(HostBuffer source, int from, int to) {
        if (source.dtype().isInteger() && out.dtype().isInteger()) {
            out.setLong(to, source.getLong(from));
        } else {
            out.setDouble(to, source.getDouble(from));
        }
    }

    /** For each element of the result the place of the operand's element that broadcasting puts there. */
    private int[] places(int operand) {
        return Index.broadcast(node.input(operand).spec().shape(), shape);
    }

    // ---- moving elements ----

    private void move(Op op) {
        if (op instanceof Pad pad) {
            fill(i -> pad.value());
            Shape from = node.input(0).spec().shape();
            for (int i = 0; i < inputs.get(0).size(); i++) {
                int[] index = Index.of(from, i);
                for (int axis = 0; axis < index.length; axis++) {
                    index[axis] =
                            pad.low().get(axis) + index[axis] * (pad.interior().get(axis) + 1);
                }
                transfer(inputs.get(0), i, Index.at(shape, index));
            }
            return;
        }
        for (int i = 0; i < out.size(); i++) {
            int[] index = Index.of(shape, i);
            int source = 0;
            if (op instanceof Transpose transpose) {
                int[] moved = new int[index.length];
                for (int axis = 0; axis < index.length; axis++) {
                    moved[transpose.permutation().get(axis)] = index[axis];
                }
                index = moved;
            } else if (op instanceof Slice slice) {
                for (int axis = 0; axis < index.length; axis++) {
                    index[axis] = slice.starts().get(axis)
                            + index[axis] * slice.strides().get(axis);
                }
            } else if (op instanceof Flip flip) {
                for (int axis : flip.axes().toArray()) {
                    index[axis] = shape.dim(axis) - 1 - index[axis];
                }
            } else if (op instanceof Concat concat) {
                int axis = shape.axis(concat.axis());
                while (index[axis] >= node.input(source).spec().shape().dim(axis)) {
                    index[axis] -= node.input(source++).spec().shape().dim(axis);
                }
            } else if (op instanceof Gather gather) {
                index = gathered(gather.axis(), index);
            } else if (op instanceof GatherAlong gather) {
                index[gather.axis()] = position(inputs.get(1).getLong(i), gather.axis());
            }
            transfer(inputs.get(source), Index.at(node.input(source).spec().shape(), index), i);
        }
    }

    private int[] gathered(int axis, int[] index) {
        Shape indices = node.input(1).spec().shape();
        int[] inner = java.util.Arrays.copyOfRange(index, axis, axis + indices.rank());
        int[] source = new int[index.length - indices.rank() + 1];
        System.arraycopy(index, 0, source, 0, axis);
        source[axis] = position(inputs.get(1).getLong(Index.at(indices, inner)), axis);
        System.arraycopy(index, axis + indices.rank(), source, axis + 1, source.length - axis - 1);
        return source;
    }

    private int position(long index, int axis) {
        return checked(index, node.input(0).spec().shape().dim(axis));
    }

    /** An index with negative ones counted from the end, as NumPy does. */
    private int checked(long index, int length) {
        long at = index < 0 ? index + length : index;
        if (at < 0 || at >= length) {
            throw new DataException(
                    node.op() + ": index " + index + " is out of range for an axis of length " + length + ".");
        }
        return (int) at;
    }

    private void scatter(Op op) {
        Shape updates = node.input(1).spec().shape();
        Shape indices = node.input(0).spec().shape();
        double[] sums = new double[out.size()];
        for (int i = 0; i < inputs.get(1).size(); i++) {
            int[] index = Index.of(updates, i);
            int[] target;
            if (op instanceof ScatterAdd scatter) {
                int axis = scatter.axis();
                int[] inner = java.util.Arrays.copyOfRange(index, axis, axis + indices.rank());
                target = new int[shape.rank()];
                System.arraycopy(index, 0, target, 0, axis);
                target[axis] = checked(inputs.get(0).getLong(Index.at(indices, inner)), scatter.size());
                System.arraycopy(index, axis + indices.rank(), target, axis + 1, target.length - axis - 1);
            } else {
                ScatterAddAlong scatter = (ScatterAddAlong) op;
                target = index;
                target[scatter.axis()] = checked(inputs.get(0).getLong(i), scatter.size());
            }
            sums[Index.at(shape, target)] += inputs.get(1).getDouble(i);
        }
        fill(i -> sums[i]);
    }

    // ---- products ----

    private void matmul(MatMul op) {
        Shape a = node.input(0).spec().shape();
        Shape b = node.input(1).spec().shape();
        int m = shape.dim(-2);
        int n = shape.dim(-1);
        int k = a.dim(op.transposeA() ? -2 : -1);
        Shape batch = shape.range(0, shape.rank() - 2);
        int[] batchA = Index.broadcast(a.range(0, a.rank() - 2), batch);
        int[] batchB = Index.broadcast(b.range(0, b.rank() - 2), batch);
        for (int e = 0; e < batchA.length; e++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) {
                        int x = batchA[e] * m * k + (op.transposeA() ? p * m + i : i * k + p);
                        int y = batchB[e] * k * n + (op.transposeB() ? j * k + p : p * n + j);
                        sum += inputs.get(0).getDouble(x) * inputs.get(1).getDouble(y);
                    }
                    out.setDouble((e * m + i) * n + j, sum);
                }
            }
        }
    }
}
