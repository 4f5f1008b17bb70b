package org.triceras.engine.error;

/** A bad argument: an unknown name, a value out of range, a missing option. */
public class ArgumentException extends TricerasException {
    private static final long serialVersionUID = 1L;

    public ArgumentException(String message) {
        super(message);
    }

    public ArgumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
