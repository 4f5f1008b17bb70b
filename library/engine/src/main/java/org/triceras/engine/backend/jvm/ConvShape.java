package org.triceras.engine.backend.jvm;

import org.triceras.engine.ir.op.ConvGeometry;

/**
 * The sizes of a two-dimensional convolution: images (batch, height, width, channels), filters (kernelHeight, kernelWidth, channels /
 * groups, filters), all row-major.
 */
public record ConvShape(
        int batch,
        int height,
        int width,
        int channels,
        int filters,
        int kernelHeight,
        int kernelWidth,
        ConvGeometry geometry) {
    public int outputHeight() {
        return geometry.outputHeight(height, kernelHeight);
    }

    public int outputWidth() {
        return geometry.outputWidth(width, kernelWidth);
    }

    /** Output positions of the whole batch. */
    public int positions() {
        return batch * outputHeight() * outputWidth();
    }

    int groupChannels() {
        return channels / geometry.groups();
    }

    int groupFilters() {
        return filters / geometry.groups();
    }

    /** Elements of the filter that one output value depends on. */
    int depth() {
        return kernelHeight * kernelWidth * groupChannels();
    }
}
