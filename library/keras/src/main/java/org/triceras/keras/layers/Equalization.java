package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.ir.op.ScatterAdd;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * Spreads colours so that each part of the range is about equally frequent, always, not in training only: {@code equalization()}. Each channel
 * is spread by itself; as in Keras, the images of a batch are counted together.
 */
public final class Equalization extends ImageLayer<Equalization> {
    private final ValueRange range = new ValueRange();
    private int bins = 256;

    public Equalization() {}

    /** The smallest and the largest value that a colour can have; 0 and 255 by default. */
    public Equalization valueRange(double low, double high) {
        requireUnbuilt("valueRange");
        range.set(className(), low, high);
        return this;
    }

    /** How many parts of the range are told apart; 256 by default. */
    public Equalization bins(int bins) {
        requireUnbuilt("bins");
        this.bins = checked(bins);
        return this;
    }

    private static int checked(int bins) {
        if (bins < 2) {
            throw new ArgumentException("Equalization: expected at least 2 bins, parts of the range that are told"
                    + " apart. Received " + bins + ".");
        }
        return bins;
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        int channels = images.shape().last();
        Tensor bytes = range.toBytes(images);
        Tensor channel = Tensors.arange(channels).cast(DType.INT32);
        Tensor bin = bytes.mul((bins - 1) / 255.0)
                .clip(0, bins - 1)
                .cast(DType.INT32)
                .add(channel.mul(bins));
        Tensor counts = Tensor.emit(
                        new ScatterAdd(0, channels * bins),
                        bin,
                        bytes.zerosLike().add(1))
                .reshape(channels, bins);
        Tensor spread = table(counts).reshape(channels * bins).gather(bin, 0);
        // A channel that is all in one bin stays as it is.
        Tensor varied = counts.gt(0).cast(DType.INT32).sum(1, false).gt(1);
        return range.fromBytes(varied.where(spread, bytes));
    }

    /** For each bin what takes its place: how many colours are in it or below, as a part of 255. */
    private static Tensor table(Tensor counts) {
        int bins = counts.shape().last();
        Tensor upTo = counts.cumsum(1);
        Tensor all = upTo.slice(1, bins - 1, bins);
        Tensor first = upTo.gt(0).where(upTo, all).min(new int[] {1}, true);
        return upTo.sub(first).mul(255).div(all.sub(first).maximum(1)).round().clip(0, 255);
    }

    @Override
    protected void options(Options o) {
        range.option(o);
        o.integer("bins", () -> bins, v -> bins = checked(v));
        imageOptions(o);
    }
}
