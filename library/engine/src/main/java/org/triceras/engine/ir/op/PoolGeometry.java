package org.triceras.engine.ir.op;

/** How a pooling window moves over an image: its size, strides, and padding that takes no part in the result. */
public record PoolGeometry(
        int height, int width, int strideH, int strideW, int padTop, int padBottom, int padLeft, int padRight) {
    public int outputHeight(int imageHeight) {
        int padded = imageHeight + padTop + padBottom;
        return padded < height ? 0 : (padded - height) / strideH + 1;
    }

    public int outputWidth(int imageWidth) {
        int padded = imageWidth + padLeft + padRight;
        return padded < width ? 0 : (padded - width) / strideW + 1;
    }

    org.triceras.engine.ir.Spec infer(String op, org.triceras.engine.ir.Spec x) {
        Checks.rank(op, "the input", x, 4);
        int outH = outputHeight(x.shape().dim(1));
        int outW = outputWidth(x.shape().dim(2));
        Checks.require(
                outH > 0 && outW > 0,
                op,
                "the window is larger than the image. Received input " + x.shape() + " and window (" + height + ", "
                        + width + "). Try padding(\"same\") or a smaller window.");
        return x.with(x.shape().with(1, outH).with(2, outW));
    }
}
