package org.triceras.engine.error;

/** A backend that is not available, lacks an operation, or failed while running a program. */
public class BackendException extends TricerasException {
    private static final long serialVersionUID = 1L;

    public BackendException(String message) {
        super(message);
    }

    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
