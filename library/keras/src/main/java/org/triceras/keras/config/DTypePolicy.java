package org.triceras.keras.config;

import java.util.Set;
import org.triceras.engine.tensor.DType;

/**
 * Keras's dtype policies by name. Half-precision and mixed ones are computed in float32, which is what their variables are and more
 * exact than what they compute in; the name is kept, so that a file written here means in Python what it meant before.
 */
public final class DTypePolicy {
    private static final Set<String> SHORTENED = Set.of("mixed_float16", "mixed_bfloat16", "float16", "bfloat16");

    private DTypePolicy() {}

    /** The type that a layer of that policy has here. @throws org.triceras.engine.error.DTypeException for an unknown name */
    public static DType typeOf(String policy) {
        return SHORTENED.contains(policy) ? DType.FLOAT32 : DType.of(policy);
    }
}
