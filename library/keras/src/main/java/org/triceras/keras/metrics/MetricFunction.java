package org.triceras.keras.metrics;

import org.triceras.engine.tensor.Tensor;

/** What any lambda {@code (yTrue, yPred) -> value} is: a figure per sample, to be averaged. */
@FunctionalInterface
public interface MetricFunction {
    Tensor call(Tensor yTrue, Tensor yPred);
}
