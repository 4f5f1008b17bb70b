package org.triceras.formats.onnx;

import java.nio.file.Path;
import org.triceras.keras.saving.Inference;

/** Writes models as ONNX files. */
public final class OnnxExport {
    private OnnxExport() {}

    public static void write(Inference model, Path file) {
        throw new UnsupportedOperationException();
    }
}
