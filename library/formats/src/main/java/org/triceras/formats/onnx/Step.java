package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.ReadVariable;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** One node on its way into the file: its operation, the names of its inputs, and how its results come into being. */
final class Step {
    /** Channels before height and width: which of our axes comes where. */
    private static final int[] TO_IMAGE = {0, 3, 1, 2};

    private static final int[] FROM_IMAGE = {0, 2, 3, 1};

    final Translator translator;
    final Traced traced;
    final List<Value> inputs;

    Step(Translator translator, Traced traced, List<Value> inputs) {
        this.translator = translator;
        this.traced = traced;
        this.inputs = inputs;
    }

    /** In the first trace; the others have the same, but for lengths. */
    Op op() {
        return traced.node().op();
    }

    /** Of the result, in the first trace. */
    Spec spec() {
        return traced.node().spec();
    }

    /** The lengths of the result. */
    List<Length> lengths() {
        return Length.all(traced.shapes());
    }

    DType dtype() {
        return spec().dtype();
    }

    String scope() {
        return traced.node().scope();
    }

    Value input(int i) {
        return inputs.get(i);
    }

    // ---- names of inputs ----

    /** The name of an input as it is. */
    String plain(int i) {
        return plain(inputs.get(i));
    }

    String plain(Value value) {
        if (value.name == null) {
            value.name = value.isConstant()
                    ? constant(value.source, value.constant)
                    : add("Transpose", List.of(value.imageName), Attribute.of("perm", FROM_IMAGE));
        }
        return value.name;
    }

    /** The name of an input of rank 4 with its channels first; a constant of a lower rank is spread out for that. */
    String image(int i) {
        return image(inputs.get(i));
    }

    private String image(Value value) {
        if (value.imageName == null) {
            value.imageName = value.isConstant()
                    ? constant(value.source, asImage(value.constant))
                    : add("Transpose", List.of(value.name), Attribute.of("perm", TO_IMAGE));
        }
        return value.imageName;
    }

    private static Tensor asImage(Tensor constant) {
        int rank = constant.rank();
        if (rank == 0) {
            return constant;
        }
        int[] dims = new int[4];
        Arrays.fill(dims, 1);
        System.arraycopy(constant.shape().dims(), 0, dims, 4 - rank, rank);
        return constant.reshape(dims).transpose(TO_IMAGE);
    }

    /** Whether all inputs had better be taken as images: one is there as nothing else, and the others can be. */
    boolean onImages() {
        return inputs.stream().anyMatch(Value::isImage)
                && inputs.stream().allMatch(each -> each.rank() == 4 || each.isConstant() && each.rank() < 4);
    }

    static List<Length> asImage(List<Length> lengths) {
        return Arrays.stream(TO_IMAGE).mapToObj(lengths::get).toList();
    }

    /** The numbers of the axes of an image, which come in another order there. */
    int[] imageOrder(int[] perAxis) {
        return Arrays.stream(TO_IMAGE).map(axis -> perAxis[axis]).toArray();
    }

    /** Where an axis is in an image. */
    int imageAxis(int axis) {
        return FROM_IMAGE[axis];
    }

    // ---- constants ----

    String constant(Tensor value) {
        return constant(source(traced.node()), value);
    }

    String constant(String source, Tensor value) {
        return translator.graph.constant(source, value);
    }

    /** What a node's value is called when it is constant. */
    static String source(Node node) {
        if (node.op() instanceof ReadVariable read) {
            return read.variable().path();
        }
        return node.scope().isEmpty() ? "constant" : node.scope() + "/constant";
    }

    String scalar(DType dtype, double value) {
        return constant(Tensors.scalar(value).cast(dtype));
    }

    /** A vector of int64. */
    String longs(long... values) {
        return constant(Tensors.of(values));
    }

    String longs(int... values) {
        return longs(Arrays.stream(values).asLongStream().toArray());
    }

    /** The name of a shape, a vector of int64, some of which may be open. */
    String shape(List<Length> lengths) {
        if (lengths.stream().allMatch(Length::isFixed)) {
            return longs(lengths.stream().mapToInt(Length::first).toArray());
        }
        List<String> dims = lengths.stream().map(this::length).toList();
        return dims.size() == 1 ? dims.get(0) : add("Concat", dims, Attribute.of("axis", 0));
    }

    /** The name of a length, a vector of one int64. */
    String length(Length length) {
        return length.isFixed()
                ? longs(length.first())
                : translator.graph.lengths.name(length, translator.graph, scope());
    }

    // ---- results ----

    /** Adds an operation; returns the name of its result. */
    String add(String type, List<String> operands, Attribute... attributes) {
        return translator.graph.add(scope(), type, operands, attributes);
    }

    String add(String type, String... operands) {
        return add(type, List.of(operands));
    }

    String cast(String value, DType to) {
        return add("Cast", List.of(value), Attribute.of("to", OnnxType.code(to)));
    }

    /** An input with its axes in another order: weights are written so, unless they are there as they are. */
    String transposed(int i, int... permutation) {
        Value value = inputs.get(i);
        return value.isConstant() && value.name == null
                ? constant(value.source, value.constant.transpose(permutation))
                : add("Transpose", List.of(plain(value)), Attribute.of("perm", permutation));
    }

    List<Value> is(String name) {
        return List.of(Value.named(traced.specs(), name));
    }

    List<Value> isImage(String name) {
        return List.of(Value.image(traced.specs(), name));
    }

    /** The names of all inputs as they are. */
    List<String> plains() {
        return inputs.stream().map(this::plain).toList();
    }

    /** Several operations on the only input, as an image if it is one. */
    List<Value> with(UnaryOperator<String> operations) {
        return onImages() ? isImage(operations.apply(image(0))) : is(operations.apply(plain(0)));
    }

    /** Several operations on the two inputs, as images where they are. */
    List<Value> with(BinaryOperator<String> operations) {
        return onImages() ? isImage(operations.apply(image(0), image(1))) : is(operations.apply(plain(0), plain(1)));
    }

    /** An operation with the same inputs, as images where they are. */
    List<Value> same(String type, Attribute... attributes) {
        boolean onImages = onImages();
        List<String> names = new ArrayList<>();
        for (Value each : inputs) {
            names.add(onImages ? image(each) : plain(each));
        }
        String name = add(type, names, attributes);
        return onImages ? isImage(name) : is(name);
    }
}
