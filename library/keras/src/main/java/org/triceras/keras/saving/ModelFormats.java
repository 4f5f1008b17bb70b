package org.triceras.keras.saving;

import java.util.ServiceLoader;
import org.triceras.engine.error.StateException;

/** Finds the {@link ModelFormat}. */
final class ModelFormats {
    private ModelFormats() {}

    static ModelFormat find() {
        // Not the thread's class loader: in a notebook that is JShell's, which may not see the library.
        return ServiceLoader.load(ModelFormat.class, ModelFormat.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new StateException(
                                "Saving and loading models: expected the artifact triceras-formats on the"
                                        + " class path. Found none. Add org.triceras:triceras-formats, or use org.triceras:triceras, which brings it."));
    }
}
