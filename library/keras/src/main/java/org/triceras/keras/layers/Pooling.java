package org.triceras.keras.layers;

import java.util.Arrays;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.ir.op.AvgPool2d;
import org.triceras.engine.ir.op.MaxPool2d;
import org.triceras.engine.ir.op.PoolGeometry;
import org.triceras.engine.tensor.Tensor;

/** What one- and two-dimensional pooling share. */
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
        int[] result = sizes;
        if (sizes.length == 1 && rank > 1) {
            result = new int[rank];
            Arrays.fill(result, sizes[0]);
        }
        if (result.length != rank || Arrays.stream(result).anyMatch(s -> s <= 0)) {
            throw new ArgumentException(className() + ": expected " + what + " of one or " + rank
                    + " numbers above 0. Received " + Arrays.toString(sizes) + ".");
        }
        return result.clone();
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
                    + (rank == 1 ? "(batch, steps, channels)" : "(batch, height, width, channels)") + ". Received "
                    + input.shape() + ".");
        }
        boolean first = DataFormats.isFirst(dataFormat);
        Tensor x = input.dtype().isFloat() ? input : input.cast(dtype());
        x = first ? DataFormats.toLast(x) : x;
        Tensor image = rank == 1 ? x.expandDims(1) : x;
        PoolGeometry geometry = geometry(image);
        Tensor y = max ? Tensor.emit(new MaxPool2d(geometry), image) : Tensor.emit(new AvgPool2d(geometry), image);
        y = rank == 1 ? y.squeeze(1) : y;
        return first ? DataFormats.toFirst(y) : y;
    }

    private PoolGeometry geometry(Tensor image) {
        int w = rank - 1;
        int[] width = Padding.amounts(padding, image.shape().dim(2), poolSize[w], strides[w], 1);
        if (rank == 1) {
            return new PoolGeometry(1, poolSize[0], 1, strides[0], 0, 0, width[0], width[1]);
        }
        int[] height = Padding.amounts(padding, image.shape().dim(1), poolSize[0], strides[0], 1);
        return new PoolGeometry(
                poolSize[0], poolSize[1], strides[0], strides[1], height[0], height[1], width[0], width[1]);
    }

    @Override
    protected void options(Options o) {
        o.ints("pool_size", rank, () -> poolSize, v -> poolSize = v)
                .text("padding", () -> padding, v -> padding = Padding.check(v, false))
                .ints("strides", rank, () -> strides, v -> strides = v == null ? poolSize : v)
                .text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
    }
}
