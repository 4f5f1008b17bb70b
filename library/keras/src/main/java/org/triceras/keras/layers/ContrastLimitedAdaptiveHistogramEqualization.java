package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.op.ScatterAddAlong;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Spreads the colours of each part of each image over the whole range, always, not in training only:
 * {@code contrastLimitedAdaptiveHistogramEqualization().tileGridSize(4, 4)}. Between the middles of parts colours change gradually. CLAHE,
 * Pizer et al. 1987.
 */
public final class ContrastLimitedAdaptiveHistogramEqualization
        extends ImageLayer<ContrastLimitedAdaptiveHistogramEqualization> {
    private static final int BINS = 256;

    private final ValueRange range = new ValueRange();
    private double clipLimit = 4;
    private int[] tileGridSize = {8, 8};

    public ContrastLimitedAdaptiveHistogramEqualization() {}

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public ContrastLimitedAdaptiveHistogramEqualization valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        range.set(className(), low, high);
        return this;
    }

    /** How often a colour counts at most, in multiples of the mean of all 256; 4 by default. 0 is without a limit: noise grows, too. */
    public ContrastLimitedAdaptiveHistogramEqualization clipLimit(double limit) {
        requireUnbuilt("clipLimit");
        this.clipLimit = limit;
        return this;
    }

    /** The number of parts from top to bottom and from left to right; 8 and 8 by default. */
    public ContrastLimitedAdaptiveHistogramEqualization tileGridSize(int rows, int columns) {
        requireUnbuilt("tileGridSize");
        this.tileGridSize = checked(rows, columns);
        return this;
    }

    private static int[] checked(int... grid) {
        if (grid.length != 2 || grid[0] < 1 || grid[1] < 1) {
            throw new ArgumentException("ContrastLimitedAdaptiveHistogramEqualization: expected a tileGridSize of two"
                    + " numbers above 0. Received " + Options.list(grid) + ".");
        }
        return grid;
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        int[] d = images.shape().dims();
        Tiles down = new Tiles(d[1], tileGridSize[0]);
        Tiles across = new Tiles(d[2], tileGridSize[1]);
        Tensor bytes = range.toBytes(images).clip(0, BINS - 1).cast(DType.INT32);
        Tensor all = bytes.gather(Tensors.of(down.padded(), down.whole()), 1)
                .gather(Tensors.of(across.padded(), across.whole()), 2);
        Tensor tables = tables(counts(all, down, across), down.length() * across.length());
        Tensor above = blended(tables, bytes, down.before(), across);
        Tensor below = blended(tables, bytes, down.after(), across);
        Tensor weight = down.weights().reshape(d[1], 1, 1).cast(images.dtype());
        return range.fromBytes(mixed(above, below, weight).cast(images.dtype()));
    }

    /** How often each of the 256 colours is in each tile and channel, (images, tiles * channels, 256). */
    private Tensor counts(Tensor bytes, Tiles down, Tiles across) {
        int channels = bytes.shape().last();
        Tensor places = places(bytes, down.own(), across.own());
        int size = down.count() * across.count() * channels * BINS;
        return Tensor.emit(
                        new ScatterAddAlong(1, size),
                        places,
                        places.zerosLike().cast(DType.FLOAT32).add(1))
                .reshape(Shape.UNKNOWN, size / BINS, BINS);
    }

    /** For each tile, channel and colour what takes the colour's place, (images, tiles * channels * 256). */
    private Tensor tables(Tensor counts, int pixels) {
        Tensor limited = counts;
        if (clipLimit > 0) {
            limited = counts.minimum(clipLimit * pixels / BINS);
            // What is above the limit is dealt out to all.
            limited = limited.add(counts.sub(limited).sum(2, true).div(BINS));
        }
        Tensor upTo = limited.cumsum(2);
        Tensor first = upTo.slice(2, 0, 1);
        Tensor rest = first.neg().add(pixels);
        return upTo.sub(first)
                .mul(255)
                .div(rest.eq(0).where(1, rest))
                .clip(0, 255)
                .flatten();
    }

    /** Colours as the tiles of one row to the left and to the right have them. */
    private Tensor blended(Tensor tables, Tensor bytes, int[] tileRow, Tiles across) {
        int[] d = bytes.shape().dims();
        Tensor left = tables.gatherAlong(places(bytes, tileRow, across.before()), 1);
        Tensor right = tables.gatherAlong(places(bytes, tileRow, across.after()), 1);
        return mixed(
                left.reshape(Shape.UNKNOWN, d[1], d[2], d[3]),
                right.reshape(Shape.UNKNOWN, d[1], d[2], d[3]),
                across.weights().reshape(d[2], 1));
    }

    private static Tensor mixed(Tensor from, Tensor to, Tensor weight) {
        return from.mul(weight.neg().add(1)).add(to.mul(weight));
    }

    /** Where in all tables of an image the entry of each of its colours is, (images, height * width * channels). */
    private Tensor places(Tensor bytes, int[] tileRow, int[] tileColumn) {
        int channels = bytes.shape().last();
        Tensor row = Tensors.of(tileRow, tileRow.length, 1, 1).mul(tileGridSize[1]);
        Tensor tile = row.add(Tensors.of(tileColumn, tileColumn.length, 1)).mul(channels);
        Tensor channel = Tensors.arange(channels).cast(DType.INT32);
        return bytes.add(tile.add(channel).mul(BINS)).flatten();
    }

    @Override
    Tensor result(Tensor y, DType input) {
        return y.cast(input);
    }

    @Override
    protected void options(Options o) {
        range.option(o);
        o.number("clip_limit", () -> clipLimit, v -> clipLimit = v)
                .ints("tile_grid_size", 2, () -> tileGridSize, v -> tileGridSize = checked(v));
        imageOptions(o);
    }
}
