package org.triceras.keras.constraints;

import java.util.Arrays;
import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Lengths of vectors along one axis or several; axes are kept as configs have them, a number or a list. */
final class Norms {
    private Norms() {}

    static Object config(int... axes) {
        return axes.length == 1 ? (Object) axes[0] : Arrays.stream(axes).boxed().toList();
    }

    static Tensor of(Tensor w, Object axis) {
        int[] axes = axis instanceof List<?> list
                ? list.stream().mapToInt(a -> ((Number) a).intValue()).toArray()
                : new int[] {((Number) axis).intValue()};
        return w.square().sum(axes, true).sqrt();
    }
}
