package org.triceras.keras.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.config.DTypePolicy;

/** What an operation is called on: its positional and named arguments, then the settings of its config. */
final class Arguments {
    private final String operation;
    private final List<?> positional;
    private final Map<?, ?> named;
    private final Map<String, Object> config;

    Arguments(String operation, List<?> positional, Map<?, ?> named, Map<String, Object> config) {
        this.operation = operation;
        this.positional = positional;
        this.named = named;
        this.config = config;
    }

    /** An argument by place or name; null when there is none. */
    Object get(int index, String name) {
        return index < positional.size() ? positional.get(index) : setting(name);
    }

    /** What the config sets, or a call by name; null when there is none. */
    Object setting(String name) {
        return named.containsKey(name) ? named.get(name) : config.get(name);
    }

    /** The first argument. */
    Tensor x() {
        return tensor(positional.isEmpty() ? named.values().iterator().next() : positional.get(0));
    }

    /** The first argument as the list of tensors that concatenate and stack take. */
    List<Tensor> xs() {
        Object first = positional.isEmpty() ? named.values().iterator().next() : positional.get(0);
        if (!(first instanceof List<?> list)) {
            throw wrong("a list of tensors", first);
        }
        List<Tensor> all = new ArrayList<>();
        list.forEach(member -> all.add(tensor(member)));
        return all;
    }

    Tensor tensor(int index, String name) {
        return tensor(get(index, name));
    }

    private Tensor tensor(Object value) {
        if (value instanceof Tensor tensor) {
            return tensor;
        }
        if (value instanceof Boolean on) {
            return Tensors.of(new boolean[] {on}).reshape();
        }
        if (value instanceof Number number) {
            return Tensors.scalar(number.doubleValue(), isWhole(number) ? DType.INT32 : DType.FLOAT32);
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return Tensors.stack(0, list.stream().map(this::tensor).toList());
        }
        throw wrong("a tensor, a number or a list of numbers", value);
    }

    /** Two operands; a bare number takes the type of the tensor beside it, unless it has a fraction and the tensor has not. */
    Tensor[] pair() {
        Object a = get(0, "x1");
        Object b = get(1, "x2");
        if (a instanceof Number number && b instanceof Tensor other) {
            return new Tensor[] {beside(number, other), other};
        }
        if (a instanceof Tensor other && b instanceof Number number) {
            return new Tensor[] {other, beside(number, other)};
        }
        return new Tensor[] {tensor(a), tensor(b)};
    }

    private static Tensor beside(Number number, Tensor other) {
        boolean keeps = other.dtype().isFloat() || other.dtype().isInteger() && isWhole(number);
        DType type = keeps ? other.dtype() : isWhole(number) ? DType.INT32 : DType.FLOAT32;
        return Tensors.scalar(number.doubleValue(), type);
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    /** Axes to reduce over: all of them when none is given. */
    int[] axes(int rank) {
        Object axis = setting("axis");
        if (axis == null) {
            int[] all = new int[rank];
            for (int i = 0; i < rank; i++) {
                all[i] = i;
            }
            return all;
        }
        return ints(axis);
    }

    boolean keepDims() {
        return flag("keepdims", false);
    }

    int integer(String name, int otherwise) {
        Object value = setting(name);
        return value == null ? otherwise : ints(value)[0];
    }

    double number(String name, double otherwise) {
        Object value = setting(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Number number)) {
            throw wrong("a number for " + name, value);
        }
        return number.doubleValue();
    }

    boolean flag(String name, boolean otherwise) {
        return setting(name) instanceof Boolean on ? on : otherwise;
    }

    /** Whole numbers; an unknown length is -1. */
    int[] ints(Object value) {
        if (value instanceof Number number) {
            return new int[] {number.intValue()};
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("whole numbers", value);
        }
        int[] ints = new int[list.size()];
        for (int i = 0; i < ints.length; i++) {
            Object member = list.get(i);
            if (member != null && !(member instanceof Number)) {
                throw wrong("whole numbers", value);
            }
            ints[i] = member == null ? Shape.UNKNOWN : ((Number) member).intValue();
        }
        return ints;
    }

    /** The type of that setting, or null. */
    DType dtype() {
        return setting("dtype") instanceof String text ? DTypePolicy.typeOf(text) : null;
    }

    DataException wrong(String expected, Object received) {
        return new DataException("The operation " + operation + " in the model's config: expected " + expected
                + ". Received " + received + ".");
    }
}
