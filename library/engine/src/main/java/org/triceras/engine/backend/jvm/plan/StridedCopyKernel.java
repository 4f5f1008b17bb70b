package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Flip;
import org.triceras.engine.ir.op.Slice;
import org.triceras.engine.ir.op.Transpose;
import org.triceras.engine.tensor.Shape;

/** Transposes, slices and flips: every element of the result is read from a place linear in its index. */
final class StridedCopyKernel implements Kernel {
    private final int x;
    private final int y;
    private final int[] dims;
    private final int[] strides;
    private final int start;
    private final String description;

    private StridedCopyKernel(int x, int y, int[] dims, int[] strides, int start, String description) {
        this.x = x;
        this.y = y;
        this.dims = dims;
        this.strides = strides;
        this.start = start;
        this.description = description;
    }

    static StridedCopyKernel of(Node node, int x, int y) {
        Shape from = node.input(0).spec().shape();
        int[] dims = node.spec().shape().dims();
        int[] own = from.strides();
        int[] strides = new int[dims.length];
        int start = 0;
        for (int i = 0; i < dims.length; i++) {
            if (node.op() instanceof Transpose transpose) {
                strides[i] = own[transpose.permutation().get(i)];
            } else if (node.op() instanceof Slice slice) {
                strides[i] = own[i] * slice.strides().get(i);
                start += own[i] * slice.starts().get(i);
            } else {
                boolean flipped = ((Flip) node.op()).axes().contains(i);
                strides[i] = flipped ? -own[i] : own[i];
                start += flipped ? own[i] * (dims[i] - 1) : 0;
            }
        }
        return joined(x, y, dims, strides, start, node.op().getClass().getSimpleName() + " to " + node.spec());
    }

    /** Joins neighbouring axes that are one run of memory, so that the inner loop is as long as possible. */
    private static StridedCopyKernel joined(int x, int y, int[] dims, int[] strides, int start, String description) {
        int[] d = new int[dims.length + 1];
        int[] s = new int[dims.length + 1];
        int count = 0;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == 1) {
                continue;
            }
            if (count > 0 && s[count - 1] == strides[i] * dims[i]) {
                d[count - 1] *= dims[i];
                s[count - 1] = strides[i];
            } else {
                d[count] = dims[i];
                s[count++] = strides[i];
            }
        }
        if (count == 0) {
            d[count] = 1;
            s[count++] = 1;
        }
        return new StridedCopyKernel(
                x, y, java.util.Arrays.copyOf(d, count), java.util.Arrays.copyOf(s, count), start, description);
    }

    @Override
    public void run(Frame frame) {
        int columns = dims[dims.length - 1];
        int stride = strides[dims.length - 1];
        int rows = 1;
        for (int i = 0; i < dims.length - 1; i++) {
            rows *= dims[i];
        }
        Object from = frame.arrays[x];
        Object to = frame.arrays[y];
        int base = frame.offsets[x] + start;
        int target = frame.offsets[y];
        int total = rows * columns;
        int parts = total < 1 << 16 ? 1 : Math.min(rows, Parallel.parts());
        int allRows = rows;
        Parallel.run(parts, part -> {
            int first = (int) ((long) allRows * part / parts);
            int end = (int) ((long) allRows * (part + 1) / parts);
            for (int row = first; row < end; row++) {
                int at = base;
                int rest = row;
                for (int i = dims.length - 2; i >= 0; i--) {
                    at += rest % dims[i] * strides[i];
                    rest /= dims[i];
                }
                copyRow(from, at, stride, to, target + row * columns, columns);
            }
        });
    }

    private static void copyRow(Object from, int at, int stride, Object to, int target, int n) {
        if (stride == 1) {
            System.arraycopy(from, at, to, target, n);
        } else if (from instanceof float[] source) {
            float[] result = (float[]) to;
            for (int i = 0; i < n; i++) {
                result[target + i] = source[at + i * stride];
            }
        } else {
            for (int i = 0; i < n; i++) {
                System.arraycopy(from, at + i * stride, to, target + i, 1);
            }
        }
    }

    @Override
    public String describe() {
        return description;
    }
}
