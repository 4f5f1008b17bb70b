package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** What layers share that make their inputs larger by whole factors. */
public abstract class UpSampling<L extends UpSampling<L>> extends FluentLayer<L> {
    private final int rank;
    private int[] size;
    private String dataFormat = DataFormats.standard();

    UpSampling(int rank, int... size) {
        this.rank = rank;
        this.size = Convolution.sizes(className(), "size", rank, 1, size.length == 0 ? new int[] {2} : size);
    }

    final void setDataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
    }

    @Override
    public Tensor call(Tensor x) {
        if (x.rank() != rank + 2) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes. Received " + x.shape() + ".");
        }
        int from = DataFormats.isFirst(dataFormat) && rank > 1 ? 2 : 1;
        return enlarge(x, from, size);
    }

    /** Each element several times. */
    Tensor enlarge(Tensor x, int from, int[] factors) {
        Tensor y = x;
        for (int i = 0; i < factors.length; i++) {
            y = factors[i] == 1 ? y : y.repeat(factors[i], from + i);
        }
        return y;
    }

    @Override
    protected void options(Options o) {
        if (rank == 1) {
            o.integer("size", () -> size[0], v -> size = new int[] {v});
        } else {
            o.ints("size", rank, () -> size, v -> size = v)
                    .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
        }
    }
}
