package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** Images (batch, height, width, channels) made larger by whole factors: {@code upSampling2d(2).interpolation("bilinear")}. */
public final class UpSampling2D extends UpSampling<UpSampling2D> {
    private String interpolation = "nearest";

    /** @param size one factor for both axes (2 when left out), or one for each */
    public UpSampling2D(int... size) {
        super(2, size);
    }

    /** "channels_last" or "channels_first". */
    public UpSampling2D dataFormat(String dataFormat) {
        setDataFormat(dataFormat);
        return this;
    }

    /** "nearest" (the default), "bilinear", "bicubic", "lanczos3" or "lanczos5". */
    public UpSampling2D interpolation(String interpolation) {
        requireUnbuilt("interpolation");
        this.interpolation = Resampling.check(interpolation);
        return this;
    }

    @Override
    Tensor enlarge(Tensor x, int from, int[] factors) {
        if (interpolation.equals("nearest")) {
            return super.enlarge(x, from, factors);
        }
        int height = x.shape().dim(from) * factors[0];
        int width = x.shape().dim(from + 1) * factors[1];
        return Resampling.resize(x, from, height, width, interpolation, false);
    }

    @Override
    protected void options(Options o) {
        super.options(o);
        o.text("interpolation", () -> interpolation, v -> interpolation = Resampling.check(v));
    }
}
