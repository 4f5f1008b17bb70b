package org.triceras.engine.backend.jvm;

import java.util.Arrays;

/** Copies of images with a border of zeros, and with zeros between the pixels for gradients of strided convolutions. */
final class PaddedImages {
    private PaddedImages() {}

    /**
     * Copies images (batch, height, width, channels) to (batch, paddedHeight, paddedWidth, channels): pixel (y, x) goes to (top + y *
     * stepH, left + x * stepW); what falls outside is dropped (top and left may be negative), the rest is zero.
     */
    static void copy(
            float[] from,
            int fo,
            int batch,
            int height,
            int width,
            int channels,
            float[] to,
            int paddedHeight,
            int paddedWidth,
            int top,
            int left,
            int stepH,
            int stepW) {
        int rowSize = paddedWidth * channels;
        int grain = Math.max(1, 8192 / Math.max(1, rowSize));
        ThreadTeam.current().ranges(batch * paddedHeight, grain, (first, last) -> {
            for (int row = first; row < last; row++) {
                int image = row / paddedHeight;
                int shifted = row % paddedHeight - top;
                int t = row * rowSize;
                if (shifted < 0 || shifted % stepH != 0 || shifted / stepH >= height) {
                    Arrays.fill(to, t, t + rowSize, 0f);
                    continue;
                }
                int f = fo + (image * height + shifted / stepH) * width * channels;
                if (stepW == 1) {
                    int x0 = Math.max(0, -left);
                    int x1 = Math.max(x0, Math.min(width, paddedWidth - left));
                    int begin = t + Math.max(0, left + x0) * channels;
                    int end = begin + (x1 - x0) * channels;
                    Arrays.fill(to, t, begin, 0f);
                    System.arraycopy(from, f + x0 * channels, to, begin, end - begin);
                    Arrays.fill(to, end, t + rowSize, 0f);
                } else {
                    Arrays.fill(to, t, t + rowSize, 0f);
                    for (int x = 0; x < width; x++) {
                        int at = left + x * stepW;
                        if (at >= 0 && at < paddedWidth) {
                            System.arraycopy(from, f + x * channels, to, t + at * channels, channels);
                        }
                    }
                }
            }
        });
    }
}
