package org.triceras.keras.optimizers.schedules;

import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.saving.Configurable;

/** A learning rate that follows the number of steps taken. Part of the compiled step, so it is written in tensor methods. */
public interface LearningRateSchedule extends Configurable {
    /** The rate, a scalar. @param step the number of steps taken, a float32 scalar */
    Tensor call(Tensor step);
}
