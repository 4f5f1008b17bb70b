package org.triceras.kernel.session;

/** Thrown in a cell's code when the cell is interrupted. */
final class StoppedError extends Error {
    private static final long serialVersionUID = 1L;

    StoppedError() {
        super("interrupted", null, false, false);
    }
}
