package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.triceras.engine.tensor.Shape;

/**
 * The length of an axis in each trace of the model. Where it differs it is open, and known only when the exported model runs; two lengths that are
 * equal in all traces are taken for the same.
 */
record Length(List<Integer> perTrace) {
    static Length of(List<Shape> shapes, int axis) {
        return new Length(shapes.stream().map(shape -> shape.dim(axis)).toList());
    }

    /** All lengths of a shape. */
    static List<Length> all(List<Shape> shapes) {
        return IntStream.range(0, shapes.get(0).rank())
                .mapToObj(axis -> of(shapes, axis))
                .toList();
    }

    boolean isFixed() {
        return perTrace.stream().allMatch(perTrace.get(0)::equals);
    }

    int first() {
        return perTrace.get(0);
    }

    /** By how much this is a multiple of another length; 0 if it is none. */
    int times(Length other) {
        int times = other.first() == 0 ? 0 : first() / other.first();
        List<Integer> multiple = new ArrayList<>();
        other.perTrace.forEach(each -> multiple.add(each * times));
        return multiple.equals(perTrace) ? times : 0;
    }

    boolean isProduct(Length a, Length b) {
        return IntStream.range(0, perTrace.size())
                .allMatch(i -> perTrace.get(i) == a.perTrace.get(i) * b.perTrace.get(i));
    }
}
