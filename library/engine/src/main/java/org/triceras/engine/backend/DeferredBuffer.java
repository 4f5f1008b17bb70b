package org.triceras.engine.backend;

import java.util.function.Supplier;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/**
 * Values converted from another type, not yet computed: an operation that reads them may convert and compute in one pass. Images of bytes that
 * become floats between 0 and 1 need four times their size for the floats, and not the same again for what stands between.
 */
final class DeferredBuffer implements Buffer {
    private final Tensor source;
    private final DType dtype;
    private Supplier<HostBuffer> conversion;
    private HostBuffer converted;

    /** @param conversion computes the values, once at most */
    DeferredBuffer(Tensor source, DType dtype, Supplier<HostBuffer> conversion) {
        this.source = source;
        this.dtype = dtype;
        this.conversion = conversion;
    }

    /** What is to be converted. */
    Tensor source() {
        return source;
    }

    synchronized boolean isComputed() {
        return converted != null;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public synchronized HostBuffer host() {
        if (converted == null) {
            converted = conversion.get();
            conversion = null;
        }
        return converted;
    }
}
