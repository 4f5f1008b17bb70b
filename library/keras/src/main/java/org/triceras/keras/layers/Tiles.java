package org.triceras.keras.layers;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/**
 * An axis of an image cut into tiles of one length; where it does not come out even the last ones reach beyond the border.
 *
 * @param pixels the length of the axis
 * @param count the number of tiles
 */
record Tiles(int pixels, int count) {
    /** The length of one tile. */
    int length() {
        return (pixels + count - 1) / count;
    }

    /** The length of all tiles. */
    int whole() {
        return length() * count;
    }

    /** For each place in the tiles the pixel that is there; beyond the border it goes back again. */
    int[] padded() {
        return each(whole(), i -> Math.min(i % (2 * pixels), 2 * pixels - 1 - i % (2 * pixels)));
    }

    /** For each place the tile it is in. */
    int[] own() {
        return each(whole(), i -> i / length());
    }

    /** For each pixel the last tile whose middle is not behind it; the first where there is none. */
    int[] before() {
        return each(pixels, i -> clipped(past(i)));
    }

    /** For each pixel the first tile whose middle is behind it; the last where there is none. */
    int[] after() {
        return each(pixels, i -> clipped(past(i) + 1));
    }

    /** For each pixel how far it is on the way from the middle of the tile before to that of the tile after. */
    Tensor weights() {
        float[] weights = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            weights[i] = (float) (way(i) - past(i));
        }
        return Tensors.of(weights, pixels);
    }

    /** A place in numbers of tiles from the first one's middle. */
    private double way(int pixel) {
        return (pixel - length() / 2.0) / length();
    }

    private int past(int pixel) {
        return (int) Math.floor(way(pixel));
    }

    private int clipped(int tile) {
        return Math.max(0, Math.min(tile, count - 1));
    }

    private static int[] each(int n, IntUnaryOperator value) {
        return IntStream.range(0, n).map(value).toArray();
    }
}
