package org.triceras.engine.tensor;

import org.triceras.engine.ir.op.MatMul;

/** Brings matrix products of any rank into the form that runs as one product where possible. */
final class MatrixProducts {
    private MatrixProducts() {}

    static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        if (a.rank() == 1) {
            return matmul(a.expandDims(0), b, false, transposeB).squeeze(b.rank() == 1 ? 0 : -2);
        }
        if (b.rank() == 1) {
            return matmul(a, b.expandDims(-1), transposeA, false).squeeze(-1);
        }
        Shape shape = a.shape();
        if (a.rank() > 2 && b.rank() == 2 && !transposeA) {
            // A batch of matrices times one matrix is one tall product, and so is its gradient.
            int n = b.shape().dim(transposeB ? 0 : 1);
            Tensor tall = a.reshape(-1, shape.last());
            return Tensor.emit(new MatMul(false, transposeB), tall, b).reshape(shape.with(-1, n));
        }
        return Tensor.emit(new MatMul(transposeA, transposeB), a, b);
    }
}
