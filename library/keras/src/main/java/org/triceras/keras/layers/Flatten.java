package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Joins all axes but the first: (batch, 28, 28, 1) becomes (batch, 784). {@code flatten()} */
public final class Flatten extends FluentLayer<Flatten> {
    private String dataFormat = DataFormats.standard();

    /** "channels_last" or "channels_first". */
    public Flatten dataFormat(String dataFormat) {
        this.dataFormat = DataFormats.check(dataFormat);
        return this;
    }

    @Override
    public Tensor call(Tensor x) {
        if (x.rank() == 1) {
            return x.expandDims(-1);
        }
        return (DataFormats.isFirst(dataFormat) && x.rank() > 2 ? DataFormats.toLast(x) : x).flatten();
    }

    @Override
    protected void options(Options o) {
        o.text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
    }
}
