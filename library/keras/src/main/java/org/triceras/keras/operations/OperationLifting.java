package org.triceras.keras.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.ArgReduce;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.Concat;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Flip;
import org.triceras.engine.ir.op.Gather;
import org.triceras.engine.ir.op.LogSoftmax;
import org.triceras.engine.ir.op.MatMul;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Pad;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.Reshape;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Select;
import org.triceras.engine.ir.op.Slice;
import org.triceras.engine.ir.op.Softmax;
import org.triceras.engine.ir.op.StopGradient;
import org.triceras.engine.ir.op.Transpose;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.Names;

/** Turns tensor operations between the layers of a model into {@link Operation}s, which a config can hold. */
public final class OperationLifting {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("SUB", "Subtract"),
            Map.entry("MUL", "Multiply"),
            Map.entry("DIV", "Divide"),
            Map.entry("FLOOR_DIV", "FloorDivide"),
            Map.entry("POW", "Power"),
            Map.entry("MAX", "Maximum"),
            Map.entry("MIN", "Minimum"),
            Map.entry("ATAN2", "Arctan2"),
            Map.entry("AND", "LogicalAnd"),
            Map.entry("OR", "LogicalOr"),
            Map.entry("XOR", "LogicalXor"),
            Map.entry("NEG", "Negative"),
            Map.entry("ABS", "Absolute"),
            Map.entry("ASIN", "Arcsin"),
            Map.entry("ACOS", "Arccos"),
            Map.entry("ATAN", "Arctan"),
            Map.entry("ASINH", "Arcsinh"),
            Map.entry("ACOSH", "Arccosh"),
            Map.entry("ATANH", "Arctanh"),
            Map.entry("NOT", "LogicalNot"),
            Map.entry("IS_NAN", "Isnan"),
            Map.entry("IS_INF", "Isinf"),
            Map.entry("IS_FINITE", "Isfinite"),
            Map.entry("EQ", "Equal"),
            Map.entry("NE", "NotEqual"),
            Map.entry("LT", "Less"),
            Map.entry("LE", "LessEqual"),
            Map.entry("GT", "Greater"),
            Map.entry("GE", "GreaterEqual"));

    private final String model;
    private final Set<String> taken;
    private final Map<Node, Node> lifted = new IdentityHashMap<>();

    /**
     * @param model for messages
     * @param taken the names of the layers
     */
    public OperationLifting(String model, Set<String> taken) {
        this.model = model;
        this.taken = new HashSet<>(taken);
    }

    /**
     * The node with all operations below it turned into {@link Operation}s; layers and inputs stay.
     *
     * @throws StateException for an operation that Keras has no name for
     */
    public Node lift(Node node) {
        Node known = lifted.get(node);
        if (known == null) {
            known = isPlain(node) ? operation(node) : kept(node);
            lifted.put(node, known);
        }
        return known;
    }

    private static boolean isPlain(Node node) {
        return !(node.op() instanceof Call || node.op() instanceof Result);
    }

    private Node kept(Node node) {
        if (node.inputs().isEmpty()) {
            return node;
        }
        List<Node> inputs = node.inputs().stream().map(this::lift).toList();
        return inputs.equals(node.inputs()) ? node : node.withInputs(inputs);
    }

    private Node operation(Node node) {
        Op op = node.op();
        Map<String, Object> config = new LinkedHashMap<>();
        if (op instanceof Binary binary) {
            return apply(nameOf(binary.kind()), config, node.inputs());
        } else if (op instanceof Unary unary) {
            return apply(nameOf(unary.kind()), config, node.inputs());
        } else if (op instanceof Compare compare) {
            return apply(nameOf(compare.kind()), config, node.inputs());
        } else if (op instanceof Select) {
            return apply("Where", config, node.inputs());
        } else if (op instanceof Reduce reduce) {
            config.put("axis", list(reduce.axes()));
            config.put("keepdims", reduce.keepDims());
            return apply(camelCase(reduce.kind().name()), config, node.inputs());
        } else if (op instanceof ArgReduce reduce) {
            config.put("axis", reduce.axis());
            config.put("keepdims", false);
            return apply(reduce.max() ? "Argmax" : "Argmin", config, node.inputs());
        } else if (op instanceof Reshape) {
            config.put("newshape", shape(node));
            return apply("Reshape", config, node.inputs());
        } else if (op instanceof Transpose transpose) {
            config.put("axes", list(transpose.permutation()));
            return apply("Transpose", config, node.inputs());
        } else if (op instanceof Flip flip) {
            config.put("axis", list(flip.axes()));
            return apply("Flip", config, node.inputs());
        } else if (op instanceof Cast cast) {
            config.put("dtype", cast.to().id());
            return apply("Cast", config, node.inputs());
        } else if (op instanceof Softmax || op instanceof LogSoftmax) {
            config.put("axis", -1);
            return apply(op instanceof Softmax ? "Softmax" : "LogSoftmax", config, node.inputs());
        } else if (op instanceof StopGradient) {
            return apply("StopGradient", config, node.inputs());
        } else if (op instanceof Concat concat) {
            config.put("axis", concat.axis());
            return make("Concatenate", config, List.of(arguments(node.inputs())), node.inputs());
        } else if (op instanceof Slice slice) {
            return make("GetItem", config, List.of(argument(node.input(0)), keys(slice)), node.inputs());
        } else if (op instanceof Gather gather) {
            config.put("axis", gather.axis());
            return apply("Take", config, node.inputs());
        } else if (op instanceof MatMul matmul && !matmul.transposeA() && !matmul.transposeB()) {
            return apply("Matmul", config, node.inputs());
        } else if (op instanceof Pad pad
                && Arrays.stream(pad.interior().toArray()).allMatch(n -> n == 0)) {
            List<Object> widths = new ArrayList<>();
            for (int i = 0; i < pad.low().size(); i++) {
                widths.add(List.of(pad.low().get(i), pad.high().get(i)));
            }
            config.put("pad_width", widths);
            config.put("mode", "constant");
            return make("Pad", config, List.of(argument(node.input(0)), pad.value()), node.inputs());
        }
        throw new StateException("Model \"" + model + "\" uses the tensor operation " + op
                + " between its layers, which Keras's files have no name for. Put it into a layer of your own, then the"
                + " model can be written down.");
    }

    private static String nameOf(Enum<?> kind) {
        return NAMES.getOrDefault(kind.name(), camelCase(kind.name()));
    }

    private static String camelCase(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static List<Integer> list(Axes axes) {
        return Arrays.stream(axes.toArray()).boxed().toList();
    }

    private List<Integer> shape(Node node) {
        int[] dims = node.spec().shape().dims();
        if (Arrays.stream(dims).filter(n -> n < 0).count() > 1) {
            throw new StateException(
                    "Model \"" + model + "\" reshapes to " + node.spec().shape()
                            + " between its layers. Expected at most one open length, the batch's. Put it into a layer of your own,"
                            + " then the model can be written down.");
        }
        return Arrays.stream(dims).boxed().toList();
    }

    private static List<Object> keys(Slice slice) {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < slice.starts().size(); i++) {
            Map<String, Object> bounds = new LinkedHashMap<>();
            bounds.put(
                    "start", slice.starts().get(i) == 0 ? null : slice.starts().get(i));
            bounds.put(
                    "stop",
                    slice.limits().get(i) == Slice.END ? null : slice.limits().get(i));
            bounds.put(
                    "step", slice.strides().get(i) == 1 ? null : slice.strides().get(i));
            keys.add(Map.of("class_name", "__slice__", "config", bounds));
        }
        return keys;
    }

    private static List<Object> arguments(List<Node> inputs) {
        List<Object> arguments = new ArrayList<>();
        inputs.forEach(input -> arguments.add(argument(input)));
        return arguments;
    }

    /** A constant's value, or the mark of a tensor that the model computes. */
    private static Object argument(Node input) {
        if (input.op() instanceof Constant constant) {
            Tensor value = constant.value();
            return value.rank() > 0 ? value : value.dtype().isFloat() ? (Object) value.item() : (long) value.item();
        }
        return Map.of("class_name", "__keras_tensor__");
    }

    private Node apply(String className, Map<String, Object> config, List<Node> inputs) {
        return make(className, config, arguments(inputs), inputs);
    }

    private Node make(String className, Map<String, Object> config, List<?> arguments, List<Node> inputs) {
        String first = Names.snakeCase(className);
        String name = first;
        for (int i = 1; !taken.add(name); i++) {
            name = first + "_" + i;
        }
        config.put("name", name);
        Map<String, Object> serialized = Map.of(
                "module",
                Operation.UNNAMED_MODULE,
                "class_name",
                className,
                "config",
                config,
                "inbound_nodes",
                List.of(Map.of("args", arguments, "kwargs", Map.of())));
        List<Tensor> tensors = inputs.stream()
                .filter(input -> !(input.op() instanceof Constant))
                .map(input -> lift(input).tensor())
                .toList();
        return Operation.of(serialized).apply(tensors).node();
    }
}
