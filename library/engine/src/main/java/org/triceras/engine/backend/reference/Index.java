package org.triceras.engine.backend.reference;

import org.triceras.engine.tensor.Shape;

/** Conversions between positions in row-major storage and indices per axis. */
final class Index {
    private Index() {}

    static int[] of(Shape shape, int position) {
        int[] index = new int[shape.rank()];
        int rest = position;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return index;
    }

    static int at(Shape shape, int[] index) {
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            position = position * shape.dim(axis) + index[axis];
        }
        return position;
    }

    /** For each position of {@code shape} the position in an operand that is broadcast to it. */
    static int[] broadcast(Shape operand, Shape shape) {
        int[] places = new int[shape.size()];
        int shift = shape.rank() - operand.rank();
        for (int i = 0; i < places.length; i++) {
            int[] index = of(shape, i);
            int[] own = new int[operand.rank()];
            for (int axis = 0; axis < own.length; axis++) {
                own[axis] = operand.dim(axis) == 1 ? 0 : index[axis + shift];
            }
            places[i] = at(operand, own);
        }
        return places;
    }
}
