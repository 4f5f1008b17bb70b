package org.triceras.engine.backend.jvm;

/**
 * Where the elements of patches lie in a batch of images (batch, height, width, channels): element p of the patch at position i is {@code
 * x[position(i) + depth[p]]}. Patches never reach over the border; {@link PaddedImages} sees to that.
 */
final class PatchTable {
    private final int height;
    private final int width;
    private final int channels;
    private final int outputHeight;
    private final int outputWidth;
    private final int strideH;
    private final int strideW;
    final int[] depth;

    PatchTable(
            int height,
            int width,
            int channels,
            int outputHeight,
            int outputWidth,
            int strideH,
            int strideW,
            int kernelHeight,
            int kernelWidth,
            int dilationH,
            int dilationW,
            int depthChannels) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.outputHeight = outputHeight;
        this.outputWidth = outputWidth;
        this.strideH = strideH;
        this.strideW = strideW;
        depth = new int[kernelHeight * kernelWidth * depthChannels];
        int p = 0;
        for (int i = 0; i < kernelHeight; i++) {
            for (int j = 0; j < kernelWidth; j++) {
                for (int c = 0; c < depthChannels; c++) {
                    depth[p++] = (i * dilationH * width + j * dilationW) * channels + c;
                }
            }
        }
    }

    /** Writes the offsets of the positions from to to - 1, with base added. */
    void positions(int from, int to, int base, int[] offsets) {
        int x = from % outputWidth;
        int y = from / outputWidth % outputHeight;
        int image = from / (outputWidth * outputHeight);
        for (int i = from; i < to; i++) {
            offsets[i - from] = base + ((image * height + y * strideH) * width + x * strideW) * channels;
            if (++x == outputWidth) {
                x = 0;
                if (++y == outputHeight) {
                    y = 0;
                    image++;
                }
            }
        }
    }
}
