package org.triceras.engine.backend.jvm.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.triceras.engine.backend.jvm.Epilogue;
import org.triceras.engine.backend.jvm.Gemm;
import org.triceras.engine.backend.jvm.PackedMatrix;
import org.triceras.engine.backend.jvm.RowProduct;
import org.triceras.engine.backend.jvm.RowShares;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.tensor.Shape;

/** Matrix products of float32, one per batch entry. */
final class MatMulKernel implements Kernel {
    private final MatMul op;
    private final int a;
    private final int b;
    private final int c;
    private final int m;
    private final int n;
    private final int k;
    private final int[] offsetsA;
    private final int[] offsetsB;
    private final LoopKernel loop;
    /** The right operand, packed once for several runs, or null. */
    private PackedMatrix packed;
    /** For one row, else null. */
    private final RowProduct row;

    private final boolean isRightFixed;

    /**
     * @param isRightFixed true if the right operand keeps its contents over several runs
     * @param loop what to do with the product, or null
     */
    MatMulKernel(Node node, MatMul op, int a, int b, int c, boolean isRightFixed, LoopKernel loop) {
        this.loop = loop;
        this.op = op;
        this.a = a;
        this.b = b;
        this.c = c;
        Shape left = node.input(0).spec().shape();
        Shape right = node.input(1).spec().shape();
        m = node.spec().shape().dim(-2);
        n = node.spec().shape().dim(-1);
        k = left.dim(op.transposeA() ? -2 : -1);
        Shape batch = node.spec().shape().range(0, node.spec().shape().rank() - 2);
        offsetsA = batchOffsets(left, batch, m * k);
        offsetsB = batchOffsets(right, batch, k * n);
        row = m == 1 && offsetsA.length == 1 && RowProduct.handles(n, k) ? new RowProduct(n, k, op.transposeB()) : null;
        this.isRightFixed = isRightFixed && offsetsA.length == 1 && m > 1;
    }

    /** Where each batch entry's matrix starts. */
    private static int[] batchOffsets(Shape operand, Shape batch, int matrix) {
        LoopSpace space = LoopSpace.of(
                batch,
                List.of(View.contiguous(operand.range(0, operand.rank() - 2))
                        .broadcast(operand.range(0, operand.rank() - 2), batch)));
        int[] offsets = new int[batch.size()];
        for (int i = 0; i < offsets.length; i++) {
            int row = i / space.columns();
            offsets[i] = (space.rowOffset(0, row) + i % space.columns() * space.columnStride(0)) * matrix;
        }
        return offsets;
    }

    @Override
    public void fix(Frame frame) {
        if (isRightFixed) {
            int ldb = op.transposeB() ? k : n;
            if (packed == null) {
                packed = Gemm.get().pack(k, n, frame.floats(b), frame.offset(b), ldb, op.transposeB());
            } else {
                Gemm.get().repack(packed, frame.floats(b), frame.offset(b), ldb, op.transposeB());
            }
        }
    }

    @Override
    public void run(Frame frame) {
        float[] x = frame.floats(a);
        float[] y = frame.floats(b);
        float[] z = frame.floats(c);
        boolean ta = op.transposeA();
        boolean tb = op.transposeB();
        Epilogue epilogue = loop == null ? null : loop.begin(frame, c);
        if (row != null && row.keep(frame.stamps[b], y, frame.offset(b))) {
            row.multiply(x, frame.offset(a), z, frame.offset(c), epilogue);
            return;
        }
        int lda = ta ? m : k;
        if (packed != null && !Gemm.get().leavesOutZeros(m, n, k, x, frame.offset(a), lda, ta)) {
            Gemm.get().multiply(m, x, frame.offset(a), lda, ta, packed, z, frame.offset(c), n, false, epilogue);
            return;
        }
        Gemm.get()
                .batched(
                        m,
                        n,
                        k,
                        x,
                        frame.offset(a),
                        offsetsA,
                        ta,
                        y,
                        frame.offset(b),
                        offsetsB,
                        tb,
                        z,
                        frame.offset(c),
                        false,
                        epilogue);
    }

    /** True for one row times a matrix. */
    boolean isRow() {
        return row != null;
    }

    int columns() {
        return n;
    }

    /** The value that the product is in. */
    int output() {
        return c;
    }

    /** The values that are written. */
    IntStream stored() {
        IntStream product = IntStream.of(c);
        return loop == null ? product : IntStream.concat(product, loop.stored());
    }

    /** What is done with the product, or null. */
    LoopKernel loop() {
        return loop;
    }

    /** The product of one row cut into shares, see {@link RowShares}. */
    RowShares shares(int[][] starts, int[] lengths) {
        return new RowShares(n, k, op.transposeB(), starts, lengths);
    }

    boolean keep(RowShares shares, Frame frame) {
        return shares.keep(frame.stamps[b], frame.floats(b), frame.offset(b));
    }

    /** One share of the product, without the loop. */
    void multiply(RowShares shares, int share, Frame frame) {
        shares.multiply(share, frame.floats(a), frame.offset(a), frame.floats(c), frame.offset(c));
    }

    @Override
    public long flops() {
        return 2L * offsetsA.length * m * n * k;
    }

    @Override
    public String describe() {
        return "matmul " + (op.transposeA() ? "T" : "N") + (op.transposeB() ? "T " : "N ")
                + (offsetsA.length > 1 ? offsetsA.length + " x " : "") + m + "x" + n + "x" + k
                + (loop == null ? "" : ", " + loop.describe());
    }
}
