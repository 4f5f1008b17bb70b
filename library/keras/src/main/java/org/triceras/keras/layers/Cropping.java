package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** What layers share that cut off the borders of their inputs. */
public abstract class Cropping<L extends Cropping<L>> extends FluentLayer<L> {
    private final int rank;
    private int[][] cropping;
    private String dataFormat = DataFormats.standard();

    Cropping(int rank, int... cropping) {
        this.rank = rank;
        this.cropping = Margins.of(className(), "cropping", rank, cropping);
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
        Tensor y = x;
        for (int i = 0; i < rank; i++) {
            int length = x.shape().dim(from + i);
            if (cropping[i][0] + cropping[i][1] >= length) {
                throw new ShapeException("Cropping " + cropping[i][0] + " and " + cropping[i][1]
                        + " elements leaves nothing of axis " + (from + i) + ". Received " + x.shape() + ".");
            }
            y = y.slice(from + i, cropping[i][0], length - cropping[i][1]);
        }
        return y;
    }

    @Override
    protected void options(Options o) {
        o.value(
                "cropping",
                () -> Margins.config(cropping),
                v -> cropping = Margins.fromConfig(className(), "cropping", rank, v));
        if (rank > 1) {
            o.text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
        }
    }
}
