package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** What the layers share that reduce all steps or pixels to one value per channel. */
public abstract class GlobalPooling<L extends GlobalPooling<L>> extends FluentLayer<L> {
    private final int rank;
    private String dataFormat = DataFormats.standard();
    private boolean keepdims;

    GlobalPooling(int rank) {
        this.rank = rank;
    }

    /** Keeps the reduced axes with length 1. */
    public L keepdims(boolean keepdims) {
        requireUnbuilt("keepdims");
        this.keepdims = keepdims;
        return self();
    }

    /** "channels_last" or "channels_first". */
    public L dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return self();
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        if (x.rank() != rank + 2) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes. Received " + x.shape() + ".");
        }
        int from = DataFormats.isFirst(dataFormat) ? 2 : 1;
        int[] axes = java.util.stream.IntStream.range(from, from + rank).toArray();
        return reduce(x, axes, keepdims, context);
    }

    /** The reduction over the axes. */
    abstract Tensor reduce(Tensor x, int[] axes, boolean keepdims, CallContext context);

    @Override
    protected void options(Options o) {
        o.text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v))
                .flag("keepdims", () -> keepdims, v -> keepdims = v);
    }
}
