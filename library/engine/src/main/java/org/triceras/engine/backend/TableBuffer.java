package org.triceras.engine.backend;

import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Floats that are a function of bytes, as pictures scaled to numbers between 0 and 1 are: a table has the float of each of the 256 bytes. Further
 * functions of one number change the table alone, and the rows of a batch are looked up when they are wanted; so a data set takes a fourth of its floats'
 * memory and no time to prepare. All the floats are made when something else asks for them.
 */
final class TableBuffer implements Buffer {
    private static final int BYTES = 256;

    private static final Tensor CONVERSION = Tensors.of(eachByte(), BYTES);

    /** Elements that a thread looks up at least; less is not worth sharing. */
    private static final int GRAIN = 1 << 13;

    private final Tensor bytes;
    private final Tensor table;
    private volatile HostBuffer floats;

    /**
     * @param bytes of type uint8
     * @param table 256 floats
     */
    TableBuffer(Tensor bytes, Tensor table) {
        this.bytes = bytes;
        this.table = table;
    }

    /** The bytes as floats from 0 to 255. */
    static TableBuffer conversion(Tensor bytes) {
        return new TableBuffer(bytes, CONVERSION);
    }

    boolean isConversion() {
        return table == CONVERSION;
    }

    /** What is looked up in the table. */
    Tensor bytes() {
        return bytes;
    }

    Tensor table() {
        return table;
    }

    /** Whether all floats were made, so that an operation may read them at once. */
    boolean isComputed() {
        return floats != null;
    }

    @Override
    public DType dtype() {
        return table.dtype();
    }

    @Override
    public int size() {
        return bytes.size();
    }

    @Override
    public synchronized HostBuffer host() {
        if (floats == null) {
            HostBuffer all = HostBuffer.allocate(dtype(), size());
            ThreadTeam.current().ranges(size(), GRAIN, (from, to) -> lookUp(from, all.floats(), from, to - from));
            floats = all;
        }
        return floats;
    }

    @Override
    public void copyRows(int[] numbers, int from, int count, int first, int length, HostBuffer target) {
        if (isComputed()) {
            floats.copyRows(numbers, from, count, first, length, target);
            return;
        }
        int grain = Math.max(1, GRAIN / Math.max(1, length));
        ThreadTeam.current().ranges(count, grain, (begin, end) -> {
            for (int i = begin; i < end; i++) {
                int row = first + (numbers == null ? from + i : numbers[from + i]);
                lookUp(row * length, target.floats(), i * length, length);
            }
        });
    }

    private void lookUp(int at, float[] to, int toAt, int n) {
        byte[] from = bytes.buffer().host().bytes();
        float[] all = table.buffer().host().floats();
        for (int i = 0; i < n; i++) {
            to[toAt + i] = all[from[at + i] & 0xff];
        }
    }

    private static float[] eachByte() {
        float[] floats = new float[BYTES];
        for (int i = 0; i < BYTES; i++) {
            floats[i] = i;
        }
        return floats;
    }
}
