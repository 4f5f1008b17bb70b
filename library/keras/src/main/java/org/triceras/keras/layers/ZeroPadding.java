package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** What layers share that put zeros around their inputs. */
public abstract class ZeroPadding<L extends ZeroPadding<L>> extends FluentLayer<L> {
    private final int rank;
    private int[][] padding;
    private String dataFormat = DataFormats.standard();

    ZeroPadding(int rank, int... padding) {
        this.rank = rank;
        this.padding = Margins.of(className(), "padding", rank, padding);
    }

    /** "channels_last" or "channels_first". */
    public L dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return self();
    }

    @Override
    public Tensor call(Tensor x) {
        if (x.rank() != rank + 2) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes. Received " + x.shape() + ".");
        }
        int[] low = new int[x.rank()];
        int[] high = new int[x.rank()];
        int from = DataFormats.isFirst(dataFormat) ? 2 : 1;
        for (int i = 0; i < rank; i++) {
            low[from + i] = padding[i][0];
            high[from + i] = padding[i][1];
        }
        return x.pad(low, high, 0);
    }

    @Override
    protected void options(Options o) {
        o.value(
                        "padding",
                        () -> Margins.config(padding),
                        v -> padding = Margins.fromConfig(className(), "padding", rank, v))
                .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
    }
}
