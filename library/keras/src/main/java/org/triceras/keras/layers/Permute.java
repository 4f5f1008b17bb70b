package org.triceras.keras.layers;

import java.util.Arrays;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;

/** Puts the axes after the batch axis, which count from 1, into another order: {@code permute(2, 1)}. */
public final class Permute extends FluentLayer<Permute> {
    private int[] dims;

    Permute() {}

    public Permute(int... dims) {
        int[] sorted = dims.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] != i + 1) {
                throw new ArgumentException("Permute: expected each of the axes 1 to " + dims.length
                        + " once; the batch axis, 0, stays where it is. Received " + Arrays.toString(dims) + ".");
            }
        }
        this.dims = dims.clone();
    }

    @Override
    public Tensor call(Tensor x) {
        int[] order = new int[dims.length + 1];
        System.arraycopy(dims, 0, order, 1, dims.length);
        return x.transpose(order);
    }

    @Override
    protected void options(Options o) {
        o.ints("dims", 1, () -> dims, v -> dims = v)
                .required("the new order of the axes, counted from 1, such as [2, 1]");
    }
}
