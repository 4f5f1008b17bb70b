package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** Sums of products of two tensors by the names of their axes, {@code "abc,cd->abd"}, as one matrix product. */
public final class Einsum {
    private final String left;
    private final String right;
    private final String output;

    private Einsum(String left, String right, String output) {
        this.left = left;
        this.right = right;
        this.output = output;
    }

    /**
     * The sum of products.
     *
     * @param equation the axes of both operands and of the result, such as {@code "abc,cd->abd"}
     */
    public static Tensor of(String equation, Tensor a, Tensor b) {
        return parse(equation).apply(a, b);
    }

    static Einsum parse(String equation) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] operands = sides[0].split(",", -1);
        if (sides.length != 2 || operands.length != 2) {
            throw new ArgumentException(
                    "einsum: expected an equation such as \"abc,cd->abd\". Received \"" + equation + "\".");
        }
        return new Einsum(operands[0], operands[1], sides[1]);
    }

    String left() {
        return left;
    }

    String right() {
        return right;
    }

    String output() {
        return output;
    }

    /** The same with a letter for each axis that an ellipsis in the first operand stands for. */
    Einsum expanded(int leftRank) {
        if (!left.contains("...")) {
            return this;
        }
        int count = leftRank - (left.length() - 3);
        StringBuilder names = new StringBuilder();
        for (char c = 'A'; names.length() < count; c++) {
            names.append(c);
        }
        return new Einsum(left.replace("...", names), right, output.replace("...", names));
    }

    Tensor apply(Tensor a, Tensor b) {
        Einsum full = expanded(a.rank());
        if (full != this) {
            return full.apply(a, b);
        }
        Map<Character, Integer> lengths = new LinkedHashMap<>();
        measure(left, a, lengths);
        measure(right, b, lengths);
        Tensor x = sumOut(a, left, right);
        Tensor y = sumOut(b, right, left);
        Set<Character> xs = kept(left, right);
        Set<Character> ys = kept(right, left);
        List<Character> batch = xs.stream()
                .filter(c -> ys.contains(c) && output.indexOf(c) >= 0)
                .toList();
        List<Character> summed =
                xs.stream().filter(c -> ys.contains(c) && output.indexOf(c) < 0).toList();
        List<Character> freeX = xs.stream().filter(c -> !ys.contains(c)).toList();
        List<Character> freeY = ys.stream().filter(c -> !xs.contains(c)).toList();
        x = arrange(x, xs, batch, freeX, summed, lengths);
        y = arrange(y, ys, batch, summed, freeY, lengths);
        Tensor product = x.matmul(y);
        List<Character> order = new ArrayList<>(batch);
        order.addAll(freeX);
        order.addAll(freeY);
        product = product.reshape(Shape.of(order.stream().mapToInt(lengths::get).toArray()));
        return transposed(product, order, output.chars().mapToObj(c -> (char) c).toList());
    }

    private static void measure(String axes, Tensor x, Map<Character, Integer> lengths) {
        if (axes.length() != x.rank()) {
            throw new ShapeException("einsum: expected " + axes.length() + " axes for \"" + axes + "\". Received shape "
                    + x.shape() + ".");
        }
        for (int i = 0; i < axes.length(); i++) {
            int length = x.shape().dim(i);
            Integer other = lengths.putIfAbsent(axes.charAt(i), length);
            if (other != null && other != length) {
                throw new ShapeException("einsum: expected the same length wherever axis \"" + axes.charAt(i)
                        + "\" occurs. Received " + other + " and " + length + ".");
            }
        }
    }

    /** The axes that the other operand or the output has, too. */
    private Set<Character> kept(String axes, String other) {
        return axes.chars()
                .mapToObj(c -> (char) c)
                .filter(c -> other.indexOf(c) >= 0 || output.indexOf(c) >= 0)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Tensor sumOut(Tensor x, String axes, String other) {
        Set<Character> kept = kept(axes, other);
        int[] gone = java.util.stream.IntStream.range(0, axes.length())
                .filter(i -> !kept.contains(axes.charAt(i)))
                .toArray();
        return gone.length == 0 ? x : x.sum(gone);
    }

    private static Tensor arrange(
            Tensor x,
            Set<Character> axes,
            List<Character> batch,
            List<Character> rows,
            List<Character> columns,
            Map<Character, Integer> lengths) {
        List<Character> order = new ArrayList<>(batch);
        order.addAll(rows);
        order.addAll(columns);
        Tensor y = transposed(x, List.copyOf(axes), order);
        return batch.isEmpty()
                ? y.reshape(size(rows, lengths), size(columns, lengths))
                : y.reshape(size(batch, lengths), size(rows, lengths), size(columns, lengths));
    }

    private static int size(List<Character> axes, Map<Character, Integer> lengths) {
        return axes.stream().mapToInt(lengths::get).reduce(1, (p, q) -> p * q);
    }

    private static Tensor transposed(Tensor x, List<Character> from, List<Character> to) {
        return from.equals(to) || to.size() < 2
                ? x
                : x.transpose(to.stream().mapToInt(from::indexOf).toArray());
    }
}
