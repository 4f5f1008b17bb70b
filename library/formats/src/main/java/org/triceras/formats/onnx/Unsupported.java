package org.triceras.formats.onnx;

/** ONNX has nothing for the operation; {@link Translator} says which one, and where. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported() {
        super(null, null, false, false);
    }
}
