package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** Brings two tensors whose ranks differ by one to the same rank, as Keras does before comparing them. */
public final class Ranks {
    private Ranks() {}

    /** A last axis of length 1 is dropped from the one of higher rank, or given to the other if that has rank 1. */
    public static Tensor[] squeezeOrExpand(Tensor a, Tensor b) {
        if (a.rank() == b.rank() + 1 && a.shape().last() == 1) {
            return b.rank() == 1 ? new Tensor[] {a, b.expandDims(-1)} : new Tensor[] {a.squeeze(-1), b};
        }
        if (b.rank() == a.rank() + 1 && b.shape().last() == 1) {
            return a.rank() == 1 ? new Tensor[] {a.expandDims(-1), b} : new Tensor[] {a, b.squeeze(-1)};
        }
        return new Tensor[] {a, b};
    }
}
