package org.triceras.engine.error;

/** Data that cannot be read or used: a missing or damaged file, a failed download, NaN in the input. */
public class DataException extends TricerasException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
