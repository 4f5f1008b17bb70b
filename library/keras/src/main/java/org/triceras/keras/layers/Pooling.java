package org.triceras.keras.layers;

import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.op.AvgPool2d;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.tensor.Tensor;

/** What one-, two- and three-dimensional pooling share. */
public abstract class Pooling<L extends Pooling<L>> extends FluentLayer<L> {
    private final int rank;
    private final boolean max;
    private int[] poolSize;
    private int[] strides;
    private String padding = "valid";
    private String dataFormat = DataFormats.standard();

    Pooling(int rank, boolean max, int... poolSize) {
        this.rank = rank;
        this.max = max;
        this.poolSize = sizes("poolSize", poolSize.length == 0 ? new int[] {2} : poolSize);
        this.strides = this.poolSize;
    }

    private int[] sizes(String what, int... sizes) {
        return Convolution.sizes(className(), what, rank, 1, sizes);
    }

    /** The steps of the window; its size by default. */
    public L strides(int... strides) {
        requireUnbuilt("strides");
        this.strides = sizes("strides", strides);
        return self();
    }

    /** "valid", the default, or "same". */
    public L padding(String padding) {
        requireUnbuilt("padding");
        this.padding = Padding.check(padding, false);
        return self();
    }

    /** "channels_last" or "channels_first". */
    public L dataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
        return self();
    }

    @Override
    public Tensor call(Tensor input) {
        if (input.rank() != rank + 2) {
            throw new ShapeException("Expected an input of " + (rank + 2) + " axes, "
                    + (rank == 1
                            ? "(batch, steps, channels)"
                            : rank == 2
                                    ? "(batch, height, width, channels)"
                                    : "(batch, depth, height, width, channels)")
                    + ". Received "
                    + input.shape() + ".");
        }
        boolean first = DataFormats.isFirst(dataFormat);
        Tensor x = input.dtype().isFloat() ? input : input.cast(dtype());
        x = first ? DataFormats.toLast(x) : x;
        Tensor y = rank == 3
                ? volumes(x)
                : rank == 2 ? pool(x, 0) : pool(x.expandDims(1), -1).squeeze(1);
        return first ? DataFormats.toFirst(y) : y;
    }

    /** Pools two axes; the height by the window's axis {@code at}, or not at all if that is -1, the width by the next. */
    private Tensor pool(Tensor image, int at) {
        int[] height = at < 0 ? new int[2] : amounts(image.shape().dim(1), at);
        int[] width = at + 1 < rank ? amounts(image.shape().dim(2), at + 1) : new int[2];
        PoolGeometry geometry = new PoolGeometry(
                at < 0 ? 1 : poolSize[at],
                at + 1 < rank ? poolSize[at + 1] : 1,
                at < 0 ? 1 : strides[at],
                at + 1 < rank ? strides[at + 1] : 1,
                height[0],
                height[1],
                width[0],
                width[1]);
        return max ? Tensor.emit(new MaxPool2d(geometry), image) : Tensor.emit(new AvgPool2d(geometry), image);
    }

    private int[] amounts(int length, int axis) {
        return Padding.amounts(padding, length, poolSize[axis], strides[axis], 1);
    }

    /** Height and width first, then the depth; windows are boxes, so both the largest and the mean come out the same. */
    private Tensor volumes(Tensor x) {
        Tensor flat = Convolutions.split(
                pool(Convolutions.merge(x), 1), x.shape().dim(0), x.shape().dim(1));
        int[] d = flat.shape().dims();
        int[] depth = amounts(d[1], 0);
        PoolGeometry geometry = new PoolGeometry(poolSize[0], 1, strides[0], 1, depth[0], depth[1], 0, 0);
        Tensor image = flat.reshape(d[0], d[1], d[2] * d[3], d[4]);
        Tensor y = max ? Tensor.emit(new MaxPool2d(geometry), image) : Tensor.emit(new AvgPool2d(geometry), image);
        return y.reshape(d[0], y.shape().dim(1), d[2], d[3], d[4]);
    }

    @Override
    protected void options(Options o) {
        o.ints("pool_size", rank, () -> poolSize, v -> poolSize = v);
        if (!max) {
            // Keras gives only the layers of maxima a size by default.
            o.required("the length of the window, or one for each axis");
        }
        o.text("padding", () -> padding, v -> padding = Padding.check(v, false))
                .ints("strides", rank, () -> strides, v -> strides = v == null ? poolSize : v)
                .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
    }
}
