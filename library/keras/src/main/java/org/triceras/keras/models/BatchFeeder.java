package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/** Copies the rows of a batch into buffers that are used again for the next one. */
final class BatchFeeder {
    private final List<Tensor> arrays;
    private final int first;
    private final int[] rowLengths;
    private int rows = -1;
    private List<Spec> specs;
    private List<Buffer> buffers;

    /** @param first the row of the arrays that is sample 0 */
    BatchFeeder(List<Tensor> arrays, int first) {
        this.arrays = arrays;
        this.first = first;
        this.rowLengths = arrays.stream()
                .mapToInt(t -> t.shape().dim(0) == 0 ? 0 : t.size() / t.shape().dim(0))
                .toArray();
    }

    /** Gathers samples {@code order[from]} to before {@code order[from + count]}; consecutive ones when order is null. */
    List<Buffer> gather(int[] order, int from, int count) {
        resize(count);
        for (int k = 0; k < arrays.size(); k++) {
            Object source = arrays.get(k).buffer().host().array();
            Object target = buffers.get(k).host().array();
            int length = rowLengths[k];
            if (order == null) {
                System.arraycopy(source, (first + from) * length, target, 0, count * length);
            } else {
                for (int i = 0; i < count; i++) {
                    System.arraycopy(source, (first + order[from + i]) * length, target, i * length, length);
                }
            }
        }
        return buffers;
    }

    /** The specs of what was gathered last. */
    List<Spec> specs() {
        return specs;
    }

    private void resize(int count) {
        if (count == rows) {
            return;
        }
        rows = count;
        List<Spec> newSpecs = new ArrayList<>();
        List<Buffer> newBuffers = new ArrayList<>();
        for (Tensor t : arrays) {
            Spec spec = t.spec().with(t.shape().with(0, count));
            newSpecs.add(spec);
            newBuffers.add(HostBuffer.allocate(spec.dtype(), spec.size()));
        }
        specs = List.copyOf(newSpecs);
        buffers = List.copyOf(newBuffers);
    }
}
