package org.triceras.keras.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.models.Batch;

/** Samples put together to batches, and batches taken apart. */
final class Batches {
    private Batches() {}

    /** How many batches a number of samples makes; numbers below 0 stay what they say. */
    static long count(long samples, int size, boolean dropRemainder) {
        return samples < 0 ? samples : dropRemainder ? samples / size : (samples + size - 1) / size;
    }

    static Elements<Batch> of(Elements<Batch> samples, int size, boolean dropRemainder) {
        return Elements.of(count(samples.count(), size, dropRemainder), () -> {
            Iterator<Batch> each = samples.open();
            return new Elements.Cursor<Batch>() {
                @Override
                void advance() {
                    List<Batch> found = new ArrayList<>();
                    while (found.size() < size && each.hasNext()) {
                        found.add(each.next());
                    }
                    if (found.size() == size || (!found.isEmpty() && !dropRemainder)) {
                        give(stack(found));
                    }
                }
            };
        });
    }

    private static Batch stack(List<Batch> samples) {
        Batch first = samples.get(0);
        for (Batch sample : samples) {
            if (sample.x().size() != first.x().size()
                    || sample.y().size() != first.y().size()
                    || sample.sampleWeight().size() != first.sampleWeight().size()
                    || !sample.keys().equals(first.keys())) {
                throw new ArgumentException("batch: expected samples of the same form. Received " + form(first)
                        + " and " + form(sample) + ".");
            }
        }
        return Rows.join(samples, Batches::stackTensors);
    }

    private static String form(Batch sample) {
        return sample.x().size() + " inputs, " + sample.y().size() + " targets, "
                + sample.sampleWeight().size() + " weights";
    }

    /** As {@link Tensors#stack}, with less ado for many small tensors. */
    private static Tensor stackTensors(List<Tensor> tensors) {
        Tensor first = tensors.get(0);
        HostBuffer all = HostBuffer.allocate(first.dtype(), Math.multiplyExact(first.size(), tensors.size()));
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            if (!tensor.spec().equals(first.spec())) {
                throw new ShapeException("batch: expected samples of the same shape and type. Received " + first.shape()
                        + " of " + first.dtype() + " and " + tensor.shape() + " of " + tensor.dtype()
                        + ". Bring them to one shape with map before, or take batch(1).");
            }
            System.arraycopy(tensor.buffer().host().array(), 0, all.array(), i * first.size(), first.size());
        }
        return Tensors.wrap(first.shape().insert(0, tensors.size()), first.dtype(), all.array());
    }

    private static void requireSamples(Batch batch) {
        for (Tensor tensor : batch.x()) {
            if (tensor.rank() == 0) {
                throw new ShapeException(
                        "unbatch: expected batches, whose first axis counts samples. Received single samples of shape "
                                + tensor.shape() + ". Leave unbatch out, or use batch(...) before.");
            }
        }
    }

    /** The samples of batches, one by one. */
    static Elements<Batch> unbatch(Elements<Batch> batches) {
        long count = batches.count() == 0 || batches.count() == Dataset.INFINITE ? batches.count() : Dataset.UNKNOWN;
        return Elements.of(count, () -> {
            Iterator<Batch> each = batches.open();
            return new Elements.Cursor<Batch>() {
                private Batch batch;
                private int at;

                @Override
                void advance() {
                    while (batch == null || at == batch.size()) {
                        if (!each.hasNext()) {
                            return;
                        }
                        batch = each.next();
                        requireSamples(batch);
                        at = 0;
                    }
                    int row = at++;
                    give(Rows.with(batch, tensor -> Rows.row(tensor, row)));
                }
            };
        });
    }
}
