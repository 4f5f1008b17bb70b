package org.triceras.keras.layers;

import java.util.function.UnaryOperator;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** What layers share that work on images (height, width, channels), alone or in a batch, of any number type. */
public abstract class ImageLayer<L extends ImageLayer<L>> extends FluentLayer<L> {
    private String dataFormat = DataFormats.standard();

    /** "channels_last" or "channels_first". */
    public L dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return self();
    }

    @Override
    protected final Tensor call(Tensor input, CallContext context) {
        return onBatch(input, images -> transform(images, context.training()));
    }

    /** Changes an input in the form that all changes have here, floating-point images (batch, height, width, channels). */
    final Tensor onBatch(Tensor input, UnaryOperator<Tensor> change) {
        if (input.rank() != 3 && input.rank() != 4) {
            throw new ShapeException("Expected images (batch, height, width, channels), or one image without the batch"
                    + " axis. Received " + input.shape() + ".");
        }
        Tensor x = input.cast(dtype());
        x = x.rank() == 3 ? x.expandDims(0) : x;
        boolean first = DataFormats.isFirst(dataFormat);
        Tensor y = change.apply(first ? DataFormats.toLast(x) : x);
        y = first ? DataFormats.toFirst(y) : y;
        return result(input.rank() == 3 ? y.squeeze(0) : y, input.dtype());
    }

    /** The output in the type that it is to have; floating-point by default. */
    Tensor result(Tensor y, DType input) {
        return y;
    }

    /** Changes floating-point images (batch, height, width, channels). */
    abstract Tensor transform(Tensor images, boolean training);

    final void imageOptions(Options o) {
        o.text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
    }
}
