package org.triceras.engine.error;

/** Shapes, axes or sizes that do not fit together. */
public class ShapeException extends TricerasException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }

    public ShapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
