package org.triceras.engine.error;

/** An element type that the operation does not accept. */
public class DTypeException extends TricerasException {
    private static final long serialVersionUID = 1L;

    public DTypeException(String message) {
        super(message);
    }

    public DTypeException(String message, Throwable cause) {
        super(message, cause);
    }
}
