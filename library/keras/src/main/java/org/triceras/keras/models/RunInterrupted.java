package org.triceras.keras.models;

import java.util.concurrent.CancellationException;

/** Ends fit, evaluate and predict when their thread is interrupted; callers know it as its JDK type. */
final class RunInterrupted extends CancellationException {
    private static final long serialVersionUID = 1L;

    RunInterrupted(String message) {
        super(message);
    }
}
