package org.triceras.engine.ir.op;

/** How a two-dimensional kernel moves over an image: strides, zero padding on each side, dilation, channel groups. */
public record ConvGeometry(
        int strideH,
        int strideW,
        int padTop,
        int padBottom,
        int padLeft,
        int padRight,
        int dilationH,
        int dilationW,
        int groups) {
    /** Stride 1, no padding, no dilation, one group. */
    public static final ConvGeometry DEFAULT = new ConvGeometry(1, 1, 0, 0, 0, 0, 1, 1, 1);

    public int outputHeight(int height, int kernelHeight) {
        return outputLength(height + padTop + padBottom, kernelHeight, strideH, dilationH);
    }

    public int outputWidth(int width, int kernelWidth) {
        return outputLength(width + padLeft + padRight, kernelWidth, strideW, dilationW);
    }

    private static int outputLength(int padded, int kernel, int stride, int dilation) {
        int span = (kernel - 1) * dilation + 1;
        return padded < span ? 0 : (padded - span) / stride + 1;
    }
}
