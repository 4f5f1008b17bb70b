package org.triceras.formats.onnx;

import java.util.Collections;
import java.util.List;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * A value of the model, and what it is called in the file: as it is, and with its channels before height and width, as ONNX has images. Either
 * is made from the other when something asks for it, so that between two convolutions nothing is transposed.
 */
final class Value {
    /** One for each trace. */
    private final List<Spec> specs;
    /** Null when it depends on what is fed. */
    final Tensor constant;
    /** Where a constant comes from: the path of a variable, or the layer that computes it. */
    final String source;

    String name;
    String imageName;

    private Value(List<Spec> specs, Tensor constant, String source) {
        this.specs = specs;
        this.constant = constant;
        this.source = source;
    }

    static Value constant(Tensor value, int traces, String source) {
        return new Value(Collections.nCopies(traces, value.spec()), value, source);
    }

    static Value named(List<Spec> specs, String name) {
        Value value = new Value(specs, null, null);
        value.name = name;
        return value;
    }

    static Value image(List<Spec> specs, String imageName) {
        Value value = new Value(specs, null, null);
        value.imageName = imageName;
        return value;
    }

    boolean isConstant() {
        return constant != null;
    }

    /** Whether it is there as an image only, so that its users had better take it so. */
    boolean isImage() {
        return imageName != null && name == null;
    }

    DType dtype() {
        return specs.get(0).dtype();
    }

    int rank() {
        return shape().rank();
    }

    /** In the first trace. */
    Shape shape() {
        return specs.get(0).shape();
    }

    List<Shape> shapes() {
        return specs.stream().map(Spec::shape).toList();
    }

    Length length(int axis) {
        return Length.of(shapes(), axis);
    }

    /** A ValueInfoProto. */
    ProtoMessage info(String its, Lengths lengths) {
        ProtoMessage shape = new ProtoMessage();
        for (Length length : Length.all(shapes())) {
            ProtoMessage dim = new ProtoMessage();
            if (length.isFixed()) {
                dim.number(1, length.first());
            } else {
                dim.text(2, lengths.declared(length));
            }
            shape.message(1, dim);
        }
        ProtoMessage tensor =
                new ProtoMessage().number(1, OnnxType.code(dtype())).message(2, shape);
        return new ProtoMessage().text(1, its).message(2, new ProtoMessage().message(1, tensor));
    }
}
