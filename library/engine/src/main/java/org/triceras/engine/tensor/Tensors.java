package org.triceras.engine.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Concat;
import org.triceras.engine.ir.op.Iota;

/** Makes tensors from Java values and from other tensors. */
public final class Tensors {
    private Tensors() {}

    /** A tensor from a Java number, an array of any depth, or a list of equal-shaped numbers, arrays or lists. */
    public static Tensor of(Object values) {
        return NestedArrays.fromNested(values);
    }

    /** A tensor over a copy of row-major values. */
    public static Tensor of(float[] values, int... shape) {
        return copy(DType.FLOAT32, values.clone(), shape);
    }

    public static Tensor of(double[] values, int... shape) {
        return copy(DType.FLOAT64, values.clone(), shape);
    }

    public static Tensor of(int[] values, int... shape) {
        return copy(DType.INT32, values.clone(), shape);
    }

    public static Tensor of(long[] values, int... shape) {
        return copy(DType.INT64, values.clone(), shape);
    }

    /** Unsigned bytes. */
    public static Tensor of(byte[] values, int... shape) {
        return copy(DType.UINT8, values.clone(), shape);
    }

    public static Tensor of(boolean[] values, int... shape) {
        return copy(DType.BOOL, values.clone(), shape);
    }

    private static Tensor copy(DType dtype, Object array, int[] shape) {
        HostBuffer buffer = new HostBuffer(dtype, array);
        Shape target = shape.length == 0 ? Shape.of(buffer.size()) : Shape.of(shape);
        return Tensor.concrete(new Spec(target, dtype), buffer);
    }

    /** A tensor over an array that the caller gives away and must not change any more. */
    public static Tensor wrap(Shape shape, DType dtype, Object array) {
        return Tensor.concrete(new Spec(shape, dtype), new HostBuffer(dtype, array));
    }

    public static Tensor scalar(double value, DType dtype) {
        HostBuffer buffer = HostBuffer.allocate(dtype, 1);
        buffer.setDouble(0, value);
        return Tensor.concrete(new Spec(Shape.SCALAR, dtype), buffer);
    }

    /** A float32 scalar. */
    public static Tensor scalar(double value) {
        return scalar(value, DType.FLOAT32);
    }

    public static Tensor zeros(int... shape) {
        return zeros(new Spec(Shape.of(shape), DType.FLOAT32));
    }

    public static Tensor zeros(Spec spec) {
        return Tensor.concrete(spec, HostBuffer.allocate(spec.dtype(), spec.size()));
    }

    public static Tensor ones(int... shape) {
        return ones(new Spec(Shape.of(shape), DType.FLOAT32));
    }

    public static Tensor ones(Spec spec) {
        return full(spec, 1);
    }

    public static Tensor full(Spec spec, double value) {
        HostBuffer buffer = HostBuffer.allocate(spec.dtype(), spec.size());
        for (int i = 0; i < buffer.size(); i++) {
            buffer.setDouble(i, value);
        }
        return Tensor.concrete(spec, buffer);
    }

    /** 0, 1, ... n - 1 as int32. */
    public static Tensor arange(int n) {
        return iota(Shape.of(n), 0, DType.INT32);
    }

    /** {@code start}, {@code start + step}, ... to before {@code stop}, as float32. */
    public static Tensor arange(double start, double stop, double step) {
        if (step == 0) {
            throw new ArgumentException("arange: the step cannot be 0.");
        }
        int n = (int) Math.max(0, Math.ceil((stop - start) / step));
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (start + i * step);
        }
        return wrap(Shape.of(n), DType.FLOAT32, values);
    }

    /** {@code n} evenly spaced float32 values from {@code start} to {@code stop}, both included. */
    public static Tensor linspace(double start, double stop, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (n == 1 ? start : start + (stop - start) * i / (n - 1));
        }
        return wrap(Shape.of(n), DType.FLOAT32, values);
    }

    /** The identity matrix, or its first columns or rows when it is not square. */
    public static Tensor eye(int rows, int columns) {
        float[] values = new float[Math.multiplyExact(rows, columns)];
        for (int i = 0; i < Math.min(rows, columns); i++) {
            values[i * columns + i] = 1;
        }
        return wrap(Shape.of(rows, columns), DType.FLOAT32, values);
    }

    /** Counts along one axis, the same along all others. */
    public static Tensor iota(Shape shape, int axis, DType dtype) {
        return Tensor.emit(new Iota(new Spec(shape, dtype), shape.axis(axis)));
    }

    /** Joins tensors along an existing axis. */
    public static Tensor concat(int axis, Operand... parts) {
        return concat(axis, Arrays.asList(parts));
    }

    public static Tensor concat(int axis, List<? extends Operand> parts) {
        if (parts.isEmpty()) {
            throw new ArgumentException("concat: expected at least one tensor. Received none.");
        }
        List<Tensor> same = sameType(parts);
        return Tensor.emitAll(new Concat(same.get(0).shape().axis(axis)), same).get(0);
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(int axis, Operand... parts) {
        return stack(axis, Arrays.asList(parts));
    }

    public static Tensor stack(int axis, List<? extends Operand> parts) {
        if (parts.isEmpty()) {
            throw new ArgumentException("stack: expected at least one tensor. Received none.");
        }
        int rank = parts.get(0).tensor().rank() + 1;
        int at = axis < 0 ? axis + rank : axis;
        List<Tensor> expanded = new ArrayList<>();
        parts.forEach(part -> expanded.add(part.tensor().expandDims(at)));
        return concat(at, expanded);
    }

    private static List<Tensor> sameType(List<? extends Operand> parts) {
        DType type = DType.BOOL;
        for (Operand part : parts) {
            type = DType.promote(type, part.tensor().dtype());
        }
        DType common = type;
        return parts.stream().map(part -> part.tensor().cast(common)).toList();
    }
}
