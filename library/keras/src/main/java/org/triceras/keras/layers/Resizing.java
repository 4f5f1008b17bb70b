package org.triceras.keras.layers;

import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** Images in another size: {@code resizing(32, 32)}. */
public final class Resizing extends ImageLayer<Resizing> {
    private int height;
    private int width;
    private String interpolation = "bilinear";
    private boolean cropToAspectRatio;
    private boolean padToAspectRatio;
    private double fillValue;
    private boolean antialias;

    Resizing() {}

    public Resizing(int height, int width) {
        this.height = Convolution.positive("Resizing", "height", height);
        this.width = Convolution.positive("Resizing", "width", width);
    }

    /** "bilinear" (the default), "nearest", "bicubic", "lanczos3" or "lanczos5". */
    public Resizing interpolation(String interpolation) {
        requireUnbuilt("interpolation");
        this.interpolation = Resampling.check(interpolation);
        return this;
    }

    /** Cuts images first to the proportions that are asked for, so that nothing is distorted. */
    public Resizing cropToAspectRatio(boolean crop) {
        requireUnbuilt("cropToAspectRatio");
        this.cropToAspectRatio = crop;
        return this;
    }

    /** Puts images first on a background with the proportions that are asked for. */
    public Resizing padToAspectRatio(boolean pad) {
        requireUnbuilt("padToAspectRatio");
        this.padToAspectRatio = pad;
        return this;
    }

    /** The background for {@link #padToAspectRatio}; 0 by default. */
    public Resizing fillValue(double value) {
        requireUnbuilt("fillValue");
        this.fillValue = value;
        return this;
    }

    /** Averages over more pixels when images get smaller; false by default, as in Keras. */
    public Resizing antialias(boolean antialias) {
        requireUnbuilt("antialias");
        this.antialias = antialias;
        return this;
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        Tensor x = images;
        if (cropToAspectRatio) {
            x = cropped(images, height, width);
        } else if (padToAspectRatio) {
            x = padded(images);
        }
        return Resampling.resize(x, 1, height, width, interpolation, antialias);
    }

    /** The largest part in the middle that has the proportions of height and width. */
    static Tensor cropped(Tensor x, int height, int width) {
        int h = x.shape().dim(1);
        int w = x.shape().dim(2);
        int newH = Math.max(1, Math.min(h, (int) ((double) w * height / width)));
        int newW = Math.max(1, Math.min(w, (int) ((double) h * width / height)));
        int top = (h - newH) / 2;
        int left = (w - newW) / 2;
        return x.slice(1, top, top + newH).slice(2, left, left + newW);
    }

    private Tensor padded(Tensor x) {
        int h = x.shape().dim(1);
        int w = x.shape().dim(2);
        int newH = Math.max(h, (int) ((double) w * height / width));
        int newW = Math.max(w, (int) ((double) h * width / height));
        int top = (newH - h) / 2;
        int left = (newW - w) / 2;
        // The same on both sides, even where one line more would be needed: so does Keras.
        return x.pad(new int[] {0, top, left, 0}, new int[] {0, top, left, 0}, fillValue);
    }

    /** Whole numbers stay whole numbers. */
    @Override
    Tensor result(Tensor y, DType input) {
        return input.isFloat() ? y : y.round().cast(input);
    }

    @Override
    protected void options(Options o) {
        o.integer("height", () -> height, v -> height = v)
                .required("a height in pixels")
                .integer("width", () -> width, v -> width = v)
                .required("a width in pixels")
                .text("interpolation", () -> interpolation, v -> interpolation = Resampling.check(v))
                .flag("crop_to_aspect_ratio", () -> cropToAspectRatio, v -> cropToAspectRatio = v)
                .flag("pad_to_aspect_ratio", () -> padToAspectRatio, v -> padToAspectRatio = v)
                .text("fill_mode", () -> "constant", v -> {})
                .number("fill_value", () -> fillValue, v -> fillValue = v)
                .flag("antialias", () -> antialias, v -> antialias = v);
        imageOptions(o);
    }
}
