package org.triceras.engine.tensor;

/** What tensor methods take: a {@link Tensor}, or a {@link Variable} that stands for its current value. */
public interface Operand {
    /** The value to compute with. */
    Tensor tensor();
}
