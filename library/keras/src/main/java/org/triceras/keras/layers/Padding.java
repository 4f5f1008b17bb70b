package org.triceras.keras.layers;

import java.util.List;
import org.triceras.keras.util.Names;

/** How a window meets the border of its input. */
final class Padding {
    private Padding() {}

    static String check(String padding, boolean causal) {
        List<String> known = causal ? List.of("valid", "same", "causal") : List.of("valid", "same");
        if (!known.contains(padding)) {
            throw Names.unknown("padding", padding, known);
        }
        return padding;
    }

    /** Zeros before and after an axis of that length. */
    static int[] amounts(String padding, int length, int window, int stride, int dilation) {
        int span = (window - 1) * dilation + 1;
        switch (padding) {
            case "same":
                int steps = (length + stride - 1) / stride;
                int total = Math.max(0, (steps - 1) * stride + span - length);
                return new int[] {total / 2, total - total / 2};
            case "causal":
                return new int[] {span - 1, 0};
            default:
                return new int[] {0, 0};
        }
    }
}
