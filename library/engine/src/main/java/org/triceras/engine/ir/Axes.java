package org.triceras.engine.ir;

import java.util.Arrays;
import org.triceras.engine.tensor.Shape;

/** A short list of ints with value equality: axes, a permutation, starts, strides. */
public final class Axes {
    private final int[] values;

    private Axes(int[] values) {
        this.values = values;
    }

    public static Axes of(int... values) {
        return new Axes(values.clone());
    }

    /** {@code count} copies of {@code value}. */
    public static Axes fill(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return new Axes(values);
    }

    /** Axes of a shape counted from the front, sorted, without duplicates; no arguments mean all axes. */
    public static Axes normalized(Shape shape, int... axes) {
        if (axes.length == 0) {
            int[] all = new int[shape.rank()];
            Arrays.setAll(all, i -> i);
            return new Axes(all);
        }
        return new Axes(Arrays.stream(axes).map(shape::axis).sorted().distinct().toArray());
    }

    public int size() {
        return values.length;
    }

    public int get(int i) {
        return values[i];
    }

    public boolean contains(int value) {
        return Arrays.stream(values).anyMatch(v -> v == value);
    }

    public int[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Axes axes && Arrays.equals(values, axes.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
