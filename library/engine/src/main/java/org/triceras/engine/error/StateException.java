package org.triceras.engine.error;

/** A call that comes too early or too late, such as fit before compile. */
public class StateException extends TricerasException {
    private static final long serialVersionUID = 1L;

    public StateException(String message) {
        super(message);
    }

    public StateException(String message, Throwable cause) {
        super(message, cause);
    }
}
