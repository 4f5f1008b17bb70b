package org.triceras.formats.onnx;

import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * A value of the model, and what it is called in the file: as it is, and with its channels before height and width, as ONNX has images. Either
 * is made from the other when something asks for it, so that between two convolutions nothing is transposed.
 */
final class Value {
    /** With few and with many samples. */
    final Spec few;

    final Spec many;
    /** Null when it depends on what is fed. */
    final Tensor constant;

    /** Where a constant comes from: the path of a variable, or the layer that computes it. */
    final String source;

    String name;
    String imageName;

    private Value(Spec few, Spec many, Tensor constant, String source) {
        this.few = few;
        this.many = many;
        this.constant = constant;
        this.source = source;
    }

    static Value constant(Tensor value, String source) {
        return new Value(value.spec(), value.spec(), value, source);
    }

    static Value named(Spec few, Spec many, String name) {
        Value value = new Value(few, many, null, null);
        value.name = name;
        return value;
    }

    static Value image(Spec few, Spec many, String imageName) {
        Value value = new Value(few, many, null, null);
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

    int rank() {
        return few.shape().rank();
    }

    Dim dim(int axis) {
        return Dim.of(few.shape().dim(axis), many.shape().dim(axis));
    }

    boolean isFixed() {
        return few.shape().equals(many.shape());
    }

    /** A ValueInfoProto. */
    ProtoMessage info(String its) {
        ProtoMessage shape = new ProtoMessage();
        Shape dims = few.shape();
        for (int i = 0; i < dims.rank(); i++) {
            ProtoMessage dim = new ProtoMessage();
            if (dims.dim(i) == many.shape().dim(i)) {
                dim.number(1, dims.dim(i));
            } else if (dim(i).timesBatch() == 1) {
                dim.text(2, "batch");
            } else {
                dim.text(2, "batch_x" + dim(i).timesBatch());
            }
            shape.message(1, dim);
        }
        ProtoMessage tensor =
                new ProtoMessage().number(1, OnnxType.code(few.dtype())).message(2, shape);
        return new ProtoMessage().text(1, its).message(2, new ProtoMessage().message(1, tensor));
    }
}
