package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** The middle of images; smaller ones are cut to the proportions and made larger: {@code centerCrop(28, 28)}. */
public final class CenterCrop extends ImageLayer<CenterCrop> {
    private int height;
    private int width;

    CenterCrop() {}

    public CenterCrop(int height, int width) {
        this.height = Convolution.positive("CenterCrop", "height", height);
        this.width = Convolution.positive("CenterCrop", "width", width);
    }

    @Override
    Tensor transform(Tensor images, boolean training) {
        return crop(images, height, width);
    }

    static Tensor crop(Tensor x, int height, int width) {
        int top = (x.shape().dim(1) - height) / 2;
        int left = (x.shape().dim(2) - width) / 2;
        if (x.shape().dim(1) < height || x.shape().dim(2) < width) {
            return Resampling.resize(Resizing.cropped(x, height, width), 1, height, width, "bilinear", false);
        }
        return x.slice(1, top, top + height).slice(2, left, left + width);
    }

    @Override
    protected void options(Options o) {
        o.integer("height", () -> height, v -> height = v)
                .required("a height in pixels")
                .integer("width", () -> width, v -> width = v)
                .required("a width in pixels");
        imageOptions(o);
    }
}
