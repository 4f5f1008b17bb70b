package org.triceras.keras.layers;

import org.triceras.engine.tensor.Tensor;

/** A part of images at a random place in training, the middle in inference: {@code randomCrop(28, 28)}. One place for a batch. */
public final class RandomCrop extends RandomImageLayer<RandomCrop> {
    private int height;
    private int width;

    RandomCrop() {}

    public RandomCrop(int height, int width) {
        this.height = Convolution.positive("RandomCrop", "height", height);
        this.width = Convolution.positive("RandomCrop", "width", width);
    }

    @Override
    Tensor change(Tensor x) {
        int free = x.shape().dim(1) - height;
        int freeWidth = x.shape().dim(2) - width;
        if (free < 0 || freeWidth < 0) {
            return unchanged(x);
        }
        return window(window(x, 1, height, free), 2, width, freeWidth);
    }

    private Tensor window(Tensor x, int axis, int length, int free) {
        Tensor start = uniform(1, 0, free + 1).floor().minimum(free).cast("int32");
        return x.gather(org.triceras.engine.tensor.Tensors.arange(length).add(start), axis);
    }

    @Override
    Tensor unchanged(Tensor x) {
        return CenterCrop.crop(x, height, width);
    }

    @Override
    protected void options(Options o) {
        o.integer("height", () -> height, v -> height = v)
                .required("a height in pixels")
                .integer("width", () -> width, v -> width = v)
                .required("a width in pixels");
        seedOption(o);
        imageOptions(o);
    }
}
