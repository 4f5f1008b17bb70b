package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.tensor.Shape;

/**
 * The iteration space of an elementwise loop with as few axes as its operands allow: neighbouring axes are joined where every
 * operand either runs through both or is repeated along both.
 */
final class LoopSpace {
    /** Lengths of the joined axes, at least one. */
    final int[] dims;
    /** For each operand its stride along each joined axis, 0 where it is repeated. */
    final int[][] strides;

    private LoopSpace(int[] dims, int[][] strides) {
        this.dims = dims;
        this.strides = strides;
    }

    /** @param operands for each operand its strides along the axes of the shape, 0 where it is repeated */
    static LoopSpace of(Shape shape, List<int[]> operands) {
        List<Integer> dims = new ArrayList<>();
        List<List<Integer>> strides = new ArrayList<>();
        int[][] full = operands.toArray(new int[0][]);
        for (int k = 0; k < full.length; k++) {
            strides.add(new ArrayList<>());
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            int length = shape.dim(axis);
            if (length == 1) {
                continue;
            }
            int last = dims.size() - 1;
            boolean joins = last >= 0;
            for (int k = 0; k < full.length && joins; k++) {
                joins = strides.get(k).get(last) == full[k][axis] * length;
            }
            if (joins) {
                dims.set(last, dims.get(last) * length);
            } else {
                dims.add(length);
            }
            for (int k = 0; k < full.length; k++) {
                if (joins) {
                    strides.get(k).set(last, full[k][axis]);
                } else {
                    strides.get(k).add(full[k][axis]);
                }
            }
        }
        if (dims.isEmpty()) {
            dims.add(1);
            strides.forEach(s -> s.add(0));
        }
        return new LoopSpace(
                dims.stream().mapToInt(Integer::intValue).toArray(),
                strides.stream()
                        .map(s -> s.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new));
    }

    /** Elements of the last axis. */
    int columns() {
        return dims[dims.length - 1];
    }

    /** All other axes together. */
    int rows() {
        int rows = 1;
        for (int i = 0; i < dims.length - 1; i++) {
            rows *= dims[i];
        }
        return rows;
    }

    /** Where operand k's row starts. */
    int rowOffset(int k, int row) {
        int offset = 0;
        int rest = row;
        for (int i = dims.length - 2; i >= 0 && rest > 0; i--) {
            offset += rest % dims[i] * strides[k][i];
            rest /= dims[i];
        }
        return offset;
    }

    /** Operand k's stride along the last axis: 1, or 0 where it is repeated. */
    int columnStride(int k) {
        return strides[k][dims.length - 1];
    }

    /** True if operand k is laid out exactly as the result. */
    boolean isFull(int k) {
        int expected = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            if (strides[k][i] != expected && dims[i] != 1) {
                return false;
            }
            expected *= dims[i];
        }
        return true;
    }

    /** True if operand k is the same in every row. */
    boolean isRowRepeated(int k) {
        for (int i = 0; i < dims.length - 1; i++) {
            if (strides[k][i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** True if operand k is one element. */
    boolean isScalar(int k) {
        for (int i = 0; i < dims.length; i++) {
            if (strides[k][i] != 0) {
                return false;
            }
        }
        return true;
    }
}
