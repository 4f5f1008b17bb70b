package org.triceras.engine.ir;

import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;

/** What is known of a value before it is computed: its shape and element type. */
public record Spec(Shape shape, DType dtype) {
    public int size() {
        return shape.size();
    }

    public Spec with(Shape other) {
        return new Spec(other, dtype);
    }

    public Spec with(DType other) {
        return new Spec(shape, other);
    }

    @Override
    public String toString() {
        return dtype + shape.toString();
    }
}
