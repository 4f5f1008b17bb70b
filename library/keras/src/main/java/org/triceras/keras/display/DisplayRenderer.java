package org.triceras.keras.display;

import java.util.Optional;

/** Shows values of types we do not own (tensors, tables, charts, images). Found with {@link java.util.ServiceLoader}. */
public interface DisplayRenderer {
    /** The representations of {@code value}, or empty when this renderer does not know its type. */
    Optional<MimeBundle> render(Object value);
}
