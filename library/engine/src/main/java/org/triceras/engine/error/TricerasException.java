package org.triceras.engine.error;

/** Base of all errors that Triceras raises on purpose; the message says what is wrong, what was expected and what to try. */
public class TricerasException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TricerasException(String message) {
        super(message);
    }

    public TricerasException(String message, Throwable cause) {
        super(message, cause);
    }
}
