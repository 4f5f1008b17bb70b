package org.triceras.keras.models;

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
    private int otherRows = -1;
    private List<Spec> otherSpecs;
    private List<Buffer> otherBuffers;

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
            Buffer source = arrays.get(k).buffer();
            source.copyRows(
                    order, from, count, first, rowLengths[k], buffers.get(k).host());
        }
        return buffers;
    }

    /** The specs of what was gathered last. */
    List<Spec> specs() {
        return specs;
    }

    /** An epoch ends with a smaller batch, and the next one begins with a whole one again: both keep their buffers. */
    private void resize(int count) {
        if (count == rows) {
            return;
        }
        List<Spec> newSpecs = otherSpecs;
        List<Buffer> newBuffers = otherBuffers;
        if (count != otherRows) {
            newSpecs = arrays.stream()
                    .map(t -> t.spec().with(t.shape().with(0, count)))
                    .toList();
            newBuffers = newSpecs.stream()
                    .<Buffer>map(spec -> HostBuffer.allocate(spec.dtype(), spec.size()))
                    .toList();
        }
        otherRows = rows;
        otherSpecs = specs;
        otherBuffers = buffers;
        rows = count;
        specs = newSpecs;
        buffers = newBuffers;
    }
}
