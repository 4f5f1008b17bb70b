package org.triceras.keras.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Batch;

/** The rows of whole tensors as samples. They are moved about by number, and copied once, into the batch that they end in. */
record Rows(Batch tensors, Elements<Integer> numbers) {
    static Rows of(Batch tensors) {
        if (tensors.x().isEmpty()) {
            throw new ArgumentException("fromTensorSlices: expected at least one tensor. Received none.");
        }
        for (Tensor tensor : all(tensors)) {
            boolean fits = tensor.rank() > 0
                    && tensor.shape().dim(0) == tensors.x().get(0).shape().dim(0);
            if (!fits) {
                throw new ShapeException(
                        "fromTensorSlices: expected tensors with the same number of rows, their first axis."
                                + " Received shapes "
                                + String.join(
                                        ", ",
                                        all(tensors).stream()
                                                .map(t -> t.shape().toString())
                                                .toList())
                                + ".");
            }
        }
        int n = tensors.size();
        return new Rows(tensors, Elements.of(n, () -> IntStream.range(0, n).iterator()));
    }

    private static List<Tensor> all(Batch batch) {
        List<Tensor> all = new ArrayList<>(batch.x());
        all.addAll(batch.y());
        all.addAll(batch.sampleWeight());
        return all;
    }

    /** Each row as an element, without the first axis. */
    Elements<Batch> samples() {
        return Elements.of(numbers.count(), () -> {
            Iterator<Integer> each = numbers.open();
            return new Elements.Cursor<Batch>() {
                @Override
                void advance() {
                    if (each.hasNext()) {
                        int row = each.next();
                        give(with(tensors, tensor -> row(tensor, row)));
                    }
                }
            };
        });
    }

    /** As many rows at once as there are, up to {@code size}. */
    Elements<Batch> batches(int size, boolean dropRemainder) {
        return Elements.of(Batches.count(numbers.count(), size, dropRemainder), () -> {
            Iterator<Integer> each = numbers.open();
            return new Elements.Cursor<Batch>() {
                @Override
                void advance() {
                    int[] rows = new int[size];
                    int count = 0;
                    while (count < size && each.hasNext()) {
                        rows[count++] = each.next();
                    }
                    if (count == size || (count > 0 && !dropRemainder)) {
                        int found = count;
                        give(with(tensors, tensor -> Rows.copy(tensor, rows, found)));
                    }
                }
            };
        });
    }

    /** One row, without the first axis. */
    static Tensor row(Tensor tensor, int row) {
        Tensor copy = copy(tensor, new int[] {row}, 1);
        return Tensors.wrap(
                tensor.shape().without(0), tensor.dtype(), copy.buffer().host().array());
    }

    private static Tensor copy(Tensor tensor, int[] rows, int count) {
        int length = tensor.size() / tensor.shape().dim(0);
        HostBuffer target = HostBuffer.allocate(tensor.dtype(), Math.multiplyExact(length, count));
        tensor.buffer().copyRows(rows, 0, count, 0, length, target);
        Shape shape = tensor.shape().with(0, count);
        return Tensors.wrap(shape, tensor.dtype(), target.array());
    }

    /** A batch of the same form whose tensors are made from another's. */
    static Batch with(Batch batch, UnaryOperator<Tensor> change) {
        return new Batch(
                batch.x().stream().map(change).toList(),
                batch.y().stream().map(change).toList(),
                batch.sampleWeight().stream().map(change).toList(),
                batch.keys());
    }

    /** A batch of the form of the first whose tensors are made from those in the same place of all. */
    static Batch join(List<Batch> batches, Function<List<Tensor>, Tensor> join) {
        Batch first = batches.get(0);
        int x = first.x().size();
        int y = first.y().size();
        int weights = first.sampleWeight().size();
        IntFunction<Tensor> at =
                i -> join.apply(batches.stream().map(batch -> all(batch).get(i)).toList());
        return new Batch(
                IntStream.range(0, x).mapToObj(at).toList(),
                IntStream.range(x, x + y).mapToObj(at).toList(),
                IntStream.range(x + y, x + y + weights).mapToObj(at).toList(),
                first.keys());
    }
}
