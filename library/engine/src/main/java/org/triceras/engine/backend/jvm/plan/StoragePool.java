package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;

/** Work arrays shared by values that do not live at the same time. */
final class StoragePool {
    private final List<Slot> slots = new ArrayList<>();

    /** An array of one type, as large as the largest value that it ever holds. */
    static final class Slot {
        private final DType dtype;
        private int size;
        private int busyUntil;
        private Object array;

        private Slot(DType dtype) {
            this.dtype = dtype;
        }

        Object array() {
            if (array == null) {
                array = HostBuffer.allocate(dtype, size).array();
            }
            return array;
        }
    }

    /** A slot for a value that is written by unit {@code from} and last read by unit {@code until}. */
    Slot take(Spec spec, int from, int until) {
        int size = spec.size();
        Slot best = null;
        for (Slot slot : slots) {
            // At most doubling a slot keeps small values from occupying large arrays for nothing and the other way
            // round.
            boolean fits = slot.dtype == spec.dtype()
                    && slot.busyUntil < from
                    && slot.size <= Math.max(4L * size, 1024)
                    && size <= Math.max(2L * slot.size, 1024);
            if (fits && (best == null || Math.abs(slot.size - size) < Math.abs(best.size - size))) {
                best = slot;
            }
        }
        if (best == null) {
            best = new Slot(spec.dtype());
            slots.add(best);
        }
        best.size = Math.max(best.size, size);
        best.busyUntil = until;
        return best;
    }
}
