package org.triceras.engine.tensor;

import java.util.Arrays;
import java.util.StringJoiner;
import org.triceras.engine.error.ShapeException;

/**
 * The lengths of a tensor's axes, row-major. A length of {@link #UNKNOWN} (printed None) stands for the batch size of a model
 * that has not seen data; tensors that hold data or run in a program have no unknown axes.
 */
public final class Shape {
    public static final int UNKNOWN = -1;
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] dims;

    private Shape(int[] dims) {
        this.dims = dims;
    }

    public static Shape of(int... dims) {
        for (int dim : dims) {
            if (dim < UNKNOWN) {
                throw new ShapeException(
                        "A shape cannot have a negative axis. Received " + Arrays.toString(dims) + ".");
            }
        }
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    public int rank() {
        return dims.length;
    }

    /** The length of an axis; negative axes count from the end. */
    public int dim(int axis) {
        return dims[axis(axis)];
    }

    /** The length of the last axis. */
    public int last() {
        if (dims.length == 0) {
            throw new ShapeException("A scalar has no last axis. Expected a shape with at least one axis.");
        }
        return dims[dims.length - 1];
    }

    public int[] dims() {
        return dims.clone();
    }

    /** An axis counted from the end made into one counted from the front. */
    public int axis(int axis) {
        int result = axis < 0 ? axis + dims.length : axis;
        if (result < 0 || result >= dims.length) {
            throw new ShapeException("Axis " + axis + " is out of range for shape " + this + ". Expected "
                    + (dims.length == 0
                            ? "a tensor with axes; this is a single number."
                            : "an axis from " + -dims.length + " to " + (dims.length - 1) + "."));
        }
        return result;
    }

    /** The number of elements. */
    public int size() {
        long size = 1;
        for (int dim : dims) {
            if (dim == UNKNOWN) {
                throw new ShapeException("Shape " + this + " has an unknown axis, so it has no size yet.");
            }
            size *= dim;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new ShapeException("Shape " + this + " has " + size + " elements. A tensor holds at most "
                    + (Integer.MAX_VALUE - 8) + "; split it along its first axis.");
        }
        return (int) size;
    }

    public boolean isKnown() {
        for (int dim : dims) {
            if (dim == UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /** A copy with one axis of another length. */
    public Shape with(int axis, int length) {
        int[] copy = dims.clone();
        copy[axis(axis)] = length;
        return of(copy);
    }

    /** A copy without one axis. */
    public Shape without(int axis) {
        int at = axis(axis);
        int[] copy = new int[dims.length - 1];
        System.arraycopy(dims, 0, copy, 0, at);
        System.arraycopy(dims, at + 1, copy, at, copy.length - at);
        return of(copy);
    }

    /** A copy with a new axis before position {@code at} (0 to rank). */
    public Shape insert(int at, int length) {
        int[] copy = new int[dims.length + 1];
        System.arraycopy(dims, 0, copy, 0, at);
        copy[at] = length;
        System.arraycopy(dims, at, copy, at + 1, dims.length - at);
        return of(copy);
    }

    /** The axes from {@code from} (inclusive) to {@code to} (exclusive). */
    public Shape range(int from, int to) {
        return of(Arrays.copyOfRange(dims, from, to));
    }

    /** This shape's axes followed by another's. */
    public Shape concat(Shape other) {
        int[] copy = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, copy, dims.length, other.dims.length);
        return of(copy);
    }

    /** Row-major strides, in elements. */
    public int[] strides() {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    /** The shape of an elementwise result by NumPy's broadcasting rule. */
    public static Shape broadcast(Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] out = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int x = i <= a.rank() ? a.dims[a.rank() - i] : 1;
            int y = i <= b.rank() ? b.dims[b.rank() - i] : 1;
            if (x != y && x != 1 && y != 1) {
                throw new ShapeException(
                        "Shapes " + a + " and " + b + " cannot be broadcast together: axis -" + i + " has lengths " + x
                                + " and " + y + ". Expected equal lengths, or a length of 1 in one of them.");
            }
            out[rank - i] = x == 1 ? y : x;
        }
        return of(out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** Keras's form: (None, 784), (10,), (). */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "(", dims.length == 1 ? ",)" : ")");
        for (int dim : dims) {
            text.add(dim == UNKNOWN ? "None" : Integer.toString(dim));
        }
        return text.toString();
    }
}
