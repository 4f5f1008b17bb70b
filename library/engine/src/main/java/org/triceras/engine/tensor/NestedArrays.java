package org.triceras.engine.tensor;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.Spec;

/** Converts between tensors and nested Java arrays or lists. */
final class NestedArrays {
    private NestedArrays() {}

    static Tensor fromNested(Object values) {
        if (values instanceof Operand operand) {
            return operand.tensor();
        }
        if (values instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Operand) {
            return stack(list);
        }
        List<Integer> dims = new ArrayList<>();
        Object level = values;
        while (isSequence(level)) {
            int length = length(level);
            dims.add(length);
            if (length == 0) {
                level = emptyElement(level);
                break;
            }
            level = element(level, 0);
        }
        Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
        HostBuffer buffer = HostBuffer.allocate(typeOfAll(values, typeOf(level)), shape.size());
        fill(values, shape, 0, buffer, 0);
        return Tensor.concrete(new Spec(shape, buffer.dtype()), buffer);
    }

    private static Tensor stack(List<?> parts) {
        List<Tensor> tensors = new ArrayList<>();
        parts.forEach(part -> tensors.add(fromNested(part)));
        return Tensors.stack(0, tensors);
    }

    private static int fill(Object values, Shape shape, int depth, HostBuffer buffer, int at) {
        if (depth == shape.rank()) {
            if (isSequence(values)) {
                throw ragged(shape, depth);
            }
            store(values, buffer, at);
            return at + 1;
        }
        if (!isSequence(values) || length(values) != shape.dim(depth)) {
            throw ragged(shape, depth);
        }
        int length = shape.dim(depth);
        if (depth == shape.rank() - 1
                && values.getClass().isArray()
                && values.getClass() == buffer.array().getClass()) {
            System.arraycopy(values, 0, buffer.array(), at, length);
            return at + length;
        }
        int next = at;
        for (int i = 0; i < length; i++) {
            next = fill(element(values, i), shape, depth + 1, buffer, next);
        }
        return next;
    }

    private static ShapeException ragged(Shape shape, int depth) {
        return new ShapeException("A tensor needs rows of equal length. The first elements suggest shape " + shape
                + ", but not all elements at depth " + depth + " fit it. Try padding the shorter rows.");
    }

    private static void store(Object value, HostBuffer buffer, int at) {
        if (value instanceof Long longValue) {
            buffer.setLong(at, longValue);
        } else if (value instanceof Byte byteValue) {
            buffer.setDouble(at, byteValue & 0xff);
        } else if (value instanceof Number number) {
            buffer.setDouble(at, number.doubleValue());
        } else if (value instanceof Boolean bool) {
            buffer.setDouble(at, bool ? 1 : 0);
        } else {
            typeOf(value);
        }
    }

    private static boolean isSequence(Object value) {
        return value instanceof List || (value != null && value.getClass().isArray());
    }

    private static int length(Object sequence) {
        return sequence instanceof List<?> list ? list.size() : Array.getLength(sequence);
    }

    private static Object element(Object sequence, int i) {
        return sequence instanceof List<?> list ? list.get(i) : Array.get(sequence, i);
    }

    /** A stand-in for the missing first element, so that an empty int[] still gives int32. */
    private static Object emptyElement(Object sequence) {
        Class<?> type = sequence.getClass().getComponentType();
        while (type != null && type.isArray()) {
            type = type.getComponentType();
        }
        return type != null && type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : 0f;
    }

    /** The type that holds every number of a list or object array: [1, 2.5] is not cut to integers. */
    private static DType typeOfAll(Object values, DType first) {
        if (!isSequence(values)) {
            return typeOf(values);
        }
        Class<?> element = values.getClass().getComponentType();
        if (element != null && element.isPrimitive()) {
            return length(values) == 0 ? first : typeOf(element(values, 0));
        }
        DType type = length(values) == 0 ? first : null;
        for (int i = 0; i < length(values); i++) {
            DType next = typeOfAll(element(values, i), first);
            type = type == null ? next : DType.promote(type, next);
        }
        return type;
    }

    private static DType typeOf(Object value) {
        if (value instanceof Float) {
            return DType.FLOAT32;
        } else if (value instanceof Double) {
            return DType.FLOAT64;
        } else if (value instanceof Integer || value instanceof Short) {
            return DType.INT32;
        } else if (value instanceof Long) {
            return DType.INT64;
        } else if (value instanceof Byte) {
            return DType.UINT8;
        } else if (value instanceof Boolean) {
            return DType.BOOL;
        }
        throw new DTypeException("A tensor holds numbers or booleans. Received "
                + (value == null ? "null" : value.getClass().getSimpleName() + " " + value) + ".");
    }

    static Object toNested(Shape shape, HostBuffer buffer) {
        Class<?> element = buffer.array().getClass().getComponentType();
        if (shape.rank() == 0) {
            return Array.get(buffer.array(), 0);
        }
        Object result = Array.newInstance(element, shape.dims());
        copyOut(result, shape, 0, buffer, 0);
        return result;
    }

    private static int copyOut(Object array, Shape shape, int depth, HostBuffer buffer, int at) {
        int length = shape.dim(depth);
        if (depth == shape.rank() - 1) {
            System.arraycopy(buffer.array(), at, array, 0, length);
            return at + length;
        }
        int next = at;
        for (int i = 0; i < length; i++) {
            next = copyOut(Array.get(array, i), shape, depth + 1, buffer, next);
        }
        return next;
    }
}
