package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Slice;
import org.triceras.engine.tensor.Shape;

/**
 * Where the elements of a tensor lie in a value's storage.
 *
 * @param offset the first element's place, counted from the start of the value
 * @param strides for each axis the distance between neighbours
 */
record View(int offset, int[] strides) {
    /** All elements one after the other. */
    static View contiguous(Shape shape) {
        return new View(0, shape.strides());
    }

    /** A slice, as a view of what it is a slice of. */
    static View of(Node node) {
        Slice slice = (Slice) node.op();
        int[] strides = node.input(0).spec().shape().strides();
        int offset = 0;
        for (int i = 0; i < strides.length; i++) {
            offset += slice.starts().get(i) * strides[i];
            strides[i] *= slice.strides().get(i);
        }
        return new View(offset, strides);
    }

    /** The stretch of {@code whole} that starts at {@code start} along the axis. */
    static View part(Shape whole, int axis, int start) {
        int[] strides = whole.strides();
        return new View(start * strides[whole.axis(axis)], strides);
    }

    /** The strides along the axes of the shape that a tensor of the given shape is broadcast to. */
    int[] broadcast(Shape own, Shape shape) {
        int[] result = new int[shape.rank()];
        int shift = shape.rank() - own.rank();
        for (int i = 0; i < strides.length; i++) {
            result[i + shift] = own.dim(i) == 1 ? 0 : strides[i];
        }
        return result;
    }

    /** The distance between neighbours along the last axis of the shape that has more than one element; 1 where there is none. */
    static int innermost(int[] strides, Shape shape) {
        for (int i = shape.rank() - 1; i >= 0; i--) {
            if (shape.dim(i) != 1) {
                return strides[i];
            }
        }
        return 1;
    }
}
